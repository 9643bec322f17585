import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An object of the client by the names of the API: its getters' names, and for a list's items that of their class. */
final class WireNames {
    private WireNames() {}

    static Map<String, Object> of(Object object) throws ReflectiveOperationException {
        var members = new LinkedHashMap<String, Object>();
        for (Method method : object.getClass().getDeclaredMethods()) {
            if (method.getName().startsWith("get") && method.getParameterCount() == 0) {
                Object value = method.invoke(object);
                members.put(method.getName().substring(3), value instanceof List ? items(method, (List<?>) value) : value);
            }
        }
        return members;
    }

    /** A list of maps has no class that names its items; it stays as it is. */
    private static Object items(Method getter, List<?> list) throws ReflectiveOperationException {
        var argument = ((ParameterizedType) getter.getGenericReturnType()).getActualTypeArguments()[0];
        if (!(argument instanceof Class<?>)) {
            return list;
        }
        var type = (Class<?>) argument;
        var items = new ArrayList<Object>();
        for (Object item : list) {
            items.add(of(item));
        }
        return Map.of(type.getSimpleName(), items);
    }
}
