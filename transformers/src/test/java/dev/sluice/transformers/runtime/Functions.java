package dev.sluice.transformers.runtime;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Calls handlers as Lambda does: bytes in, bytes out. */
public final class Functions {

    /** The task root of a function that carries the catalog of these tests. */
    public static final Map<String, String> WITH_CATALOG = Map.of(
            "LAMBDA_TASK_ROOT",
            Path.of("src/test/resources").toAbsolutePath().normalize().toString());

    private Functions() {}

    public static String call(RequestStreamHandler handler, String input, TestContext context) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), output, context);
        return output.toString(StandardCharsets.UTF_8);
    }
}
