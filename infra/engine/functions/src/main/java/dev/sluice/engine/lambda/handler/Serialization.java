package dev.sluice.engine.lambda.handler;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.LRUMap;
import com.fasterxml.jackson.databind.util.LookupCache;
import java.io.IOException;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * JSON for handlers that take objects, one for each version of a function so that nothing of its classes outlives it. Names
 * match without regard to case, as those of AWS's event classes must. A handler that needs its own JSON takes streams.
 */
public final class Serialization {

    private static final int CACHED = 200;

    private @Nullable JsonMapper mapper;

    JavaType type(Type type) {
        return mapper().constructType(type);
    }

    /** What {@code type} puts for the type parameter of {@code generic}. */
    JavaType parameter(Class<?> type, Class<?> generic, int index) {
        TypeFactory types = mapper().getTypeFactory();
        JavaType[] parameters = types.findTypeParameters(types.constructType(type), generic);
        return index < parameters.length ? parameters[index] : types.constructType(Object.class);
    }

    @Nullable
    Object read(byte[] payload, JavaType type) throws HandlerException {
        try {
            return mapper().readValue(payload, type);
        } catch (IOException e) {
            throw new HandlerException(
                    "java.lang.RuntimeException",
                    "An error occurred during JSON parsing: "
                            + (e instanceof JacksonException json ? json.getOriginalMessage() : e.toString()),
                    e);
        }
    }

    byte[] write(@Nullable Object result) throws HandlerException {
        try {
            return mapper().writeValueAsBytes(result);
        } catch (IOException e) {
            throw new HandlerException(
                    "java.lang.RuntimeException", "An error occurred during JSON serialization of response", e);
        }
    }

    private synchronized JsonMapper mapper() {
        if (mapper == null) {
            LookupCache<Object, JavaType> types = new LRUMap<>(CACHED, CACHED);
            mapper = JsonMapper.builder()
                    .typeFactory(TypeFactory.defaultInstance().withCache(types))
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                    .build();
        }
        return mapper;
    }
}
