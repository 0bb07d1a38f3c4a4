package dev.sluice.engine.lambda.handler;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JavaType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * Makes handlers of the three forms: {@link RequestStreamHandler}, {@link RequestHandler} and {@code Class::method}.
 *
 * <p>A class with a constructor that takes a {@code Map<String, String>} is given its environment there; otherwise the
 * constructor without arguments is used, as on AWS.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-handler.html">Handlers in Java</a>
 */
public final class Handlers {

    private Handlers() {}

    /** @throws Throwable what the handler's class or constructor throws, or {@link HandlerException} */
    public static Handler load(
            ClassLoader loader, Serialization serialization, String name, Map<String, String> environment)
            throws Throwable {
        int colons = name.indexOf("::");
        String className = colons < 0 ? name : name.substring(0, colons);
        Class<?> type = type(loader, className);
        if (colons >= 0 && !name.substring(colons + 2).equals("handleRequest")) {
            Method method = method(type, name.substring(colons + 2));
            return new MethodHandler(instance(type, environment), method, serialization);
        }
        if (RequestStreamHandler.class.isAssignableFrom(type)) {
            return stream((RequestStreamHandler) instance(type, environment));
        }
        if (RequestHandler.class.isAssignableFrom(type)) {
            JavaType input = serialization.parameter(type, RequestHandler.class, 0);
            return typed((RequestHandler<?, ?>) instance(type, environment), input, serialization);
        }
        Method method = method(type, "handleRequest");
        return new MethodHandler(instance(type, environment), method, serialization);
    }

    private static Handler stream(RequestStreamHandler handler) {
        return (payload, context) -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream(1_024);
            handler.handleRequest(new ByteArrayInputStream(payload), out, context);
            return out.toByteArray();
        };
    }

    @SuppressWarnings("unchecked")
    private static Handler typed(RequestHandler<?, ?> handler, JavaType input, Serialization serialization) {
        RequestHandler<Object, Object> untyped = (RequestHandler<Object, Object>) handler;
        return (payload, context) ->
                serialization.write(untyped.handleRequest(serialization.read(payload, input), context));
    }

    private static Class<?> type(ClassLoader loader, String name) throws HandlerException {
        try {
            return Class.forName(name, true, loader);
        } catch (ClassNotFoundException e) {
            throw new HandlerException("java.lang.ClassNotFoundException", "Class not found: " + name, e);
        }
    }

    /** The method with the most parameters of those that Lambda can call. */
    private static Method method(Class<?> type, String name) throws HandlerException {
        Optional<Method> found = Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name) && !method.isBridge() && MethodHandler.fits(method))
                .max(Comparator.comparingInt(Method::getParameterCount));
        return found.orElseThrow(() -> new HandlerException(
                "java.lang.NoSuchMethodException",
                "No public method named " + name + " with appropriate method signature found on class "
                        + type.getName()));
    }

    /** Whether the handler is given its environment in its constructor. Nothing of it is run. */
    static boolean takesEnvironment(ClassLoader loader, String handler) {
        int colons = handler.indexOf("::");
        try {
            Class<?> type = Class.forName(colons < 0 ? handler : handler.substring(0, colons), false, loader);
            return constructor(type).isPresent();
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static Optional<Constructor<?>> constructor(Class<?> type) {
        return Arrays.stream(type.getDeclaredConstructors())
                .filter(one -> Arrays.equals(one.getParameterTypes(), new Class<?>[] {Map.class}))
                .findFirst();
    }

    private static Object instance(Class<?> type, Map<String, String> environment) throws Throwable {
        try {
            Optional<Constructor<?>> taking = constructor(type);
            if (taking.isPresent()) {
                taking.get().setAccessible(true);
                return taking.get().newInstance(environment);
            }
            return type.getConstructor().newInstance();
        } catch (NoSuchMethodException e) {
            throw new HandlerException(
                    "java.lang.NoSuchMethodException",
                    "Class " + type.getName() + " has no public zero-argument constructor",
                    e);
        } catch (InstantiationException e) {
            throw new HandlerException(
                    "java.lang.InstantiationException", "Unable to instantiate class " + type.getName(), e);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
