import com.aliyuncs.AcsRequest;
import com.aliyuncs.CommonRequest;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.HttpClientConfig;
import com.aliyuncs.http.MethodType;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.policy.retry.RetryPolicy;
import com.aliyuncs.profile.DefaultProfile;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * com.aliyun:aliyun-java-sdk-core with aliyun-java-sdk-rds: a class for each action, V1 signatures. What a class has no
 * setter for, and an action without class, can be called all the same.
 */
final class SdkCore extends Driver {
    public static void main(String[] none) throws Exception {
        new SdkCore().run();
    }

    @Override
    Object call(Request request) throws Exception {
        var client = new DefaultAcsClient(profile(request));
        client.setSysRetryPolicy(RetryPolicy.builder().maxNumberOfRetries(request.retries).build());
        try {
            Class<?> type = TypedRequest.of(request.action, "com.aliyuncs.rds.model.v20140815");
            return typed(client, request, (AcsRequest<?>) type.getConstructor().newInstance());
        } catch (Unsupported withoutClass) {
            return common(client, request);
        }
    }

    private static Object typed(DefaultAcsClient client, Request request, AcsRequest<?> typed) throws Exception {
        for (var parameter : request.parameters.entrySet()) {
            try {
                TypedRequest.set(typed, parameter.getKey(), parameter.getValue());
            } catch (Unsupported withoutSetter) {
                typed.putQueryParameter(parameter.getKey(), parameter.getValue());
            }
        }
        typed.setSysConnectTimeout(request.timeoutMs);
        typed.setSysReadTimeout(request.timeoutMs);
        typed.setSysProtocol(ProtocolType.valueOf(request.protocol.toUpperCase(Locale.ROOT)));
        typed.setSysEndpoint(request.endpoint);
        return WireNames.of(client.getAcsResponse(typed));
    }

    /** As any product's actions can be called; the answer is the text that came. */
    private static Object common(DefaultAcsClient client, Request request) throws ClientException {
        var common = new CommonRequest();
        common.setSysDomain(request.endpoint);
        common.setSysProtocol(ProtocolType.valueOf(request.protocol.toUpperCase(Locale.ROOT)));
        common.setSysMethod(MethodType.POST);
        common.setSysVersion("2014-08-15");
        common.setSysAction(request.action);
        common.setSysConnectTimeout(request.timeoutMs);
        common.setSysReadTimeout(request.timeoutMs);
        request.parameters.forEach(common::putQueryParameter);
        return JsonParser.parseString(client.getCommonResponse(common).getData());
    }

    private static DefaultProfile profile(Request request) throws IOException, GeneralSecurityException {
        var profile = DefaultProfile.getProfile(
                request.regionId, request.accessKeyId, request.accessKeySecret, request.securityToken);
        if (request.ca != null) {
            profile.setHttpClientConfig(trusting(request.ca));
        }
        return profile;
    }

    private static HttpClientConfig trusting(String ca) throws IOException, GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(Certificates.of(ca));
        var config = HttpClientConfig.getDefault();
        config.setX509TrustManagers(new X509TrustManager[] {(X509TrustManager) factory.getTrustManagers()[0]});
        return config;
    }

    @Override
    Map<String, Object> describe(Throwable error) {
        var members = new HashMap<String, Object>();
        members.put("message", error.getMessage());
        if (error instanceof ClientException) { // ServerException is one too.
            var told = (ClientException) error;
            members.put("code", told.getErrCode());
            members.put("message", told.getErrMsg() != null ? told.getErrMsg() : told.getMessage());
            members.put("requestId", told.getRequestId());
        }
        return members;
    }
}
