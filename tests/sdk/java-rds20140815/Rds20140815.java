import com.aliyun.rds20140815.Client;
import com.aliyun.tea.TeaException;
import com.aliyun.tea.TeaModel;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teautil.models.RuntimeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;

/** com.aliyun:rds20140815: a method and a class for each action, ACS3 signatures. */
final class Rds20140815 extends Driver {
    public static void main(String[] none) throws Exception {
        new Rds20140815().run();
    }

    @Override
    Object call(Request request) throws Exception {
        if (request.ca != null) {
            trust(request.ca);
        }
        Class<?> type = TypedRequest.of(request.action, "com.aliyun.rds20140815.models");
        Object typed = type.getConstructor().newInstance();
        for (var parameter : request.parameters.entrySet()) {
            TypedRequest.set(typed, parameter.getKey(), parameter.getValue());
        }
        String name = Character.toLowerCase(request.action.charAt(0)) + request.action.substring(1) + "WithOptions";
        var method = Client.class.getMethod(name, type, RuntimeOptions.class);
        var answer = (TeaModel) method.invoke(newClient(request), typed, options(request));
        return answer.toMap().get("body");
    }

    private static Client newClient(Request request) throws Exception {
        var client = new Client(new Config()
                .setAccessKeyId(request.accessKeyId)
                .setAccessKeySecret(request.accessKeySecret)
                .setEndpoint(request.endpoint)
                .setProtocol(request.protocol)
                .setSecurityToken(request.securityToken)
                .setRegionId(request.regionId));
        return client;
    }

    private static RuntimeOptions options(Request request) {
        return new RuntimeOptions()
                .setAutoretry(request.retries > 0)
                .setMaxAttempts(request.retries)
                .setConnectTimeout(request.timeoutMs)
                .setReadTimeout(request.timeoutMs)
                .setIgnoreSSL(false) // By default no certificate is looked at.
                // On a connection that was kept, OkHttp sends a call without an answer once more, whatever autoretry says.
                .setMaxIdleConns(0);
    }

    /** This client asks the process alone whom to trust. */
    private static synchronized void trust(String ca) throws IOException, GeneralSecurityException {
        if (System.getProperty("javax.net.ssl.trustStore") != null) {
            return;
        }
        var file = Files.createTempFile("rds-emulator-trust", ".p12");
        file.toFile().deleteOnExit();
        try (var out = Files.newOutputStream(file)) {
            Certificates.of(ca).store(out, "changeit".toCharArray());
        }
        System.setProperty("javax.net.ssl.trustStorePassword", "changeit");
        System.setProperty("javax.net.ssl.trustStore", file.toString());
    }

    @Override
    Map<String, Object> describe(Throwable error) {
        var members = new HashMap<String, Object>();
        members.put("message", error.getMessage());
        if (error instanceof TeaException) {
            var answered = (TeaException) error;
            members.put("code", answered.getCode());
            members.put("status", answered.getStatusCode());
            if (answered.getData() != null) {
                members.put("requestId", answered.getData().get("RequestId"));
                members.put("recommend", answered.getData().get("Recommend"));
                members.put("hostId", answered.getData().get("HostId"));
            }
        }
        return members;
    }
}
