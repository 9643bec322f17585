import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The driver protocol of ../README.md: a request a line in, an answer a line out, eight calls at a time. */
abstract class Driver {
    private static final Gson JSON = new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    private final PrintStream answers =
            new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);

    /** Makes the request's call; the body, by the names of the API. */
    abstract Object call(Request request) throws Exception;

    /** What the client's error offers to its user; members that it has not are left out. */
    abstract Map<String, Object> describe(Throwable error);

    final void run() throws IOException, InterruptedException {
        System.setOut(System.err); // What the client prints is no answer.
        var pool = Executors.newFixedThreadPool(8);
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String request = line;
            pool.execute(() -> answer(request));
        }
        pool.shutdown();
        pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        System.exit(0); // Whatever threads the client has left.
    }

    private void answer(String requestLine) {
        try {
            var request = JSON.fromJson(requestLine, Request.class);
            var answer = new HashMap<String, Object>(outcome(request));
            answer.put("id", request.id);
            String line = JSON.toJson(answer);
            synchronized (answers) {
                answers.print(line + '\n');
                answers.flush();
            }
        } catch (Throwable failure) { // A call without an answer would be waited for.
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private Map<String, Object> outcome(Request request) {
        try {
            return Map.of("body", call(request));
        } catch (Unsupported why) {
            return Map.of("unsupported", why.getMessage());
        } catch (InvocationTargetException wrapped) { // By reflection.
            return Map.of("error", described(wrapped.getCause()));
        } catch (Exception error) {
            return Map.of("error", described(error));
        }
    }

    private Map<String, Object> described(Throwable error) {
        var members = new LinkedHashMap<String, Object>();
        members.put("type", error.getClass().getSimpleName());
        for (String member : new String[] {"code", "message", "requestId", "status", "recommend", "hostId", "retryAfterMs"}) {
            members.put(member, null);
        }
        members.putAll(describe(error));
        members.put("text", error.toString());
        return members;
    }
}
