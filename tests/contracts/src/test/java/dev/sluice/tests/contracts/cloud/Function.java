package dev.sluice.tests.contracts.cloud;

import dev.sluice.tests.contracts.functions.Probe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** A {@link Probe} that runs as a function. */
public record Function(Lab lab, String name, String arn) {

    private static final List<Class<?>> CLASSES = List.of(
            Probe.class,
            com.amazonaws.services.lambda.runtime.RequestStreamHandler.class,
            com.amazonaws.services.lambda.runtime.Context.class,
            com.amazonaws.services.lambda.runtime.LambdaLogger.class);

    public static Function of(Lab lab, Map<String, String> environment) {
        String name = Lab.name("function");
        String role = lab.role("lambda.amazonaws.com", "logs:*", "sqs:*", "dynamodb:*");
        String arn = lab.lambda()
                .createFunction(request -> request.functionName(name)
                        .role(role)
                        .runtime(Runtime.JAVA17)
                        .handler(Probe.class.getName() + "::handleRequest")
                        .timeout(5)
                        .memorySize(512)
                        .environment(values -> values.variables(environment))
                        .code(code -> code.zipFile(SdkBytes.fromByteArray(zip()))))
                .functionArn();
        lab.later(() -> lab.lambda().deleteFunction(request -> request.functionName(name)));
        Lab.soon()
                .until(() -> lab.lambda()
                        .getFunctionConfiguration(request -> request.functionName(name))
                        .stateAsString()
                        .equals("Active"));
        return new Function(lab, name, arn);
    }

    /** What it was given so far. */
    public List<String> inputs() {
        try {
            return lab.logs().filterLogEvents(request -> request.logGroupName("/aws/lambda/" + name)).events().stream()
                    .map(event -> event.message().strip())
                    .filter(message -> message.startsWith("INPUT "))
                    .map(message -> message.substring("INPUT ".length()))
                    .toList();
        } catch (ResourceNotFoundException e) {
            return List.of();
        }
    }

    /** Waits for that many inputs. */
    public List<String> inputs(int count) {
        Lab.soon().until(() -> inputs().size() >= count);
        return inputs();
    }

    private static byte[] zip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Class<?> type : CLASSES) {
                String path = type.getName().replace('.', '/') + ".class";
                zip.putNextEntry(new ZipEntry(path));
                try (InputStream in = Function.class.getClassLoader().getResourceAsStream(path)) {
                    zip.write(in.readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
