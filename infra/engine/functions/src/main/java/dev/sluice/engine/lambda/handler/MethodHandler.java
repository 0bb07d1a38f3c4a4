package dev.sluice.engine.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** A handler that is named as {@code Class::method}: an input, a Context, both or neither; or streams and a Context. */
public final class MethodHandler implements Handler {

    private final @Nullable Object target;
    private final Method method;
    private final Serialization serialization;

    MethodHandler(Object target, Method method, Serialization serialization) {
        this.target = Modifier.isStatic(method.getModifiers()) ? null : target;
        this.method = method;
        this.serialization = serialization;
    }

    /** Whether Lambda could call the method. */
    static boolean fits(Method method) {
        Class<?>[] types = method.getParameterTypes();
        int own = types.length > 0 && types[types.length - 1] == Context.class ? types.length - 1 : types.length;
        return own <= 1 || own == 2 && types[0] == InputStream.class && types[1] == OutputStream.class;
    }

    @Override
    public byte[] handle(byte[] payload, Context context) throws Throwable {
        Class<?>[] types = method.getParameterTypes();
        @Nullable Object[] arguments = new @Nullable Object[types.length];
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < types.length; i++) {
            if (types[i] == Context.class) {
                arguments[i] = context;
            } else if (types[i] == InputStream.class) {
                arguments[i] = new ByteArrayInputStream(payload);
            } else if (types[i] == OutputStream.class) {
                arguments[i] = out;
            } else {
                arguments[i] = serialization.read(payload, serialization.type(method.getGenericParameterTypes()[i]));
            }
        }
        Object result = call(arguments);
        boolean streams = types.length > 1 && types[1] == OutputStream.class;
        return streams ? out.toByteArray() : serialization.write(result);
    }

    private @Nullable Object call(@Nullable Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
