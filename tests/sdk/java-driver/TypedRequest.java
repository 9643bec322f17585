import java.lang.reflect.Method;

/** A class that the client has for an action's request; its setters are called as the API's parameters are. */
final class TypedRequest {
    private TypedRequest() {}

    static Class<?> of(String action, String folder) throws Unsupported {
        try {
            return Class.forName(folder + '.' + action + "Request");
        } catch (ClassNotFoundException absent) {
            throw new Unsupported("there is no " + action + " in " + folder);
        }
    }

    static void set(Object request, String parameter, String text) throws ReflectiveOperationException, Unsupported {
        Method setter = setter(request.getClass(), parameter);
        setter.invoke(request, converted(parameter, text, setter.getParameterTypes()[0]));
    }

    private static Method setter(Class<?> type, String parameter) throws Unsupported {
        for (Method method : type.getMethods()) {
            if (method.getName().equals("set" + parameter) && method.getParameterCount() == 1) {
                return method;
            }
        }
        throw new Unsupported(type.getSimpleName() + " has no " + parameter);
    }

    private static Object converted(String parameter, String text, Class<?> type) throws Unsupported {
        try {
            if (type == Integer.class) return Integer.valueOf(text);
            if (type == Long.class) return Long.valueOf(text);
            if (type == Boolean.class) return Boolean.valueOf(text);
            if (type == String.class) return text;
        } catch (NumberFormatException other) {
            // Said below.
        }
        throw new Unsupported(parameter + " is of the type " + type.getSimpleName() + ", which \"" + text + "\" is not");
    }
}
