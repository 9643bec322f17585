import com.aliyun.rds20140815.Client;
import com.aliyun.rds20140815.models.CreateBackupRequest;
import com.aliyun.rds20140815.models.DescribeBackupTasksRequest;
import com.aliyun.teaopenapi.models.Config;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * An account that nobody else uses; its clock stands still until the test moves it. The emulator
 * is the one that RDS_EMULATOR names, or one that is started from RDS_EMULATOR_BINARY.
 */
class Emulator {
    private static final String INSTANCE = "rm-bp1emulator00002";
    private static final String ADDRESS = address();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String key = // 16 digits
            String.valueOf(ThreadLocalRandom.current().nextLong(1_000_000_000_000_000L, 10_000_000_000_000_000L));
    private final Client client;

    Emulator() {
        try {
            control("PUT", "clock", "{'frozen': true}");
            client = new Client(new Config()
                    .setAccessKeyId(key)
                    .setAccessKeySecret("any")
                    .setEndpoint(URI.create(ADDRESS).getAuthority())
                    .setProtocol("http"));
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    JsonObject control(String method, String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(ADDRESS + "/_emulator/" + path + "?account=" + key))
                .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                .build();
        var answer = HTTP.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(answer.body());
        }
        return JsonParser.parseString(answer.body()).getAsJsonObject();
    }

    int createBackup() throws Exception {
        var request = new CreateBackupRequest().setDBInstanceId(INSTANCE);
        return Integer.parseInt(client.createBackup(request).getBody().getBackupJobId());
    }

    String poll(int job) throws Exception {
        var request = new DescribeBackupTasksRequest().setDBInstanceId(INSTANCE).setBackupJobId(job);
        return client.describeBackupTasks(request).getBody().getItems().getBackupJob().get(0).getBackupStatus();
    }

    /** What each object of the list has as this member. */
    static List<String> values(String member, JsonArray objects) {
        return StreamSupport.stream(objects.spliterator(), false)
                .map(object -> object.getAsJsonObject().get(member).getAsString())
                .collect(Collectors.toList());
    }

    private static String address() {
        String given = System.getenv("RDS_EMULATOR");
        return given != null ? given : start(System.getenv("RDS_EMULATOR_BINARY"));
    }

    private static String start(String program) {
        if (program == null) {
            throw new IllegalStateException(
                    "RDS_EMULATOR must be an address like http://127.0.0.1:2014, or RDS_EMULATOR_BINARY the program");
        }
        try {
            var builder = new ProcessBuilder(program, "--port", "0");
            var process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            String ready = new BufferedReader(new InputStreamReader(process.getInputStream())).readLine();
            if (ready == null) {
                throw new IllegalStateException("the emulator ended with code " + process.waitFor());
            }
            return ready.split(" ")[1]; // READY http://127.0.0.1:... http://[::1]:...
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
