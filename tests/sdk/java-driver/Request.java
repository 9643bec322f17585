import com.google.gson.JsonElement;
import java.util.Map;

/** A request of the driver protocol, by its own names. */
final class Request {
    JsonElement id;
    String endpoint;
    String protocol;
    String ca;
    String accessKeyId;
    String accessKeySecret;
    String securityToken;
    String regionId;
    int retries;
    int timeoutMs;
    String action;
    Map<String, String> parameters;
}
