package dev.sluice.bench.cold;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.bench.subject.Connection;
import dev.sluice.bench.subject.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A function as the stack deploys it.
 *
 * @param folder its code: {@code lib} with jars, perhaps a catalog
 * @param environment the template's variables, with what they refer to in one engine
 */
record Deployed(String name, String handler, Path folder, Map<String, String> environment) {

    /** All functions of the synthesized template, as they are in the engine behind the connection. */
    static List<Deployed> of(Path synthesized, Connection engine) throws IOException {
        JsonNode template = new ObjectMapper()
                .readTree(synthesized.resolve("sluice.template.json").toFile());
        JsonNode resources = template.path("Resources");
        List<Deployed> all = new ArrayList<>();
        for (JsonNode resource : resources) {
            if (resource.path("Type").asText().equals("AWS::Lambda::Function")) {
                JsonNode properties = resource.path("Properties");
                Map<String, String> environment = new HashMap<>();
                properties
                        .at("/Environment/Variables")
                        .properties()
                        .forEach(variable ->
                                environment.put(variable.getKey(), value(variable.getValue(), template, engine)));
                String asset = properties.at("/Code/S3Key").asText().replace(".zip", "");
                all.add(new Deployed(
                        properties.path("FunctionName").asText(),
                        properties.path("Handler").asText(),
                        synthesized.resolve("asset." + asset),
                        environment));
            }
        }
        return all;
    }

    private static String value(JsonNode value, JsonNode template, Connection engine) {
        if (value.isTextual()) {
            return value.asText();
        }
        String name = value.path("Ref").asText();
        JsonNode resource = template.path("Resources").path(name);
        JsonNode properties = resource.path("Properties");
        return switch (resource.path("Type").asText()) {
            case "AWS::SQS::Queue" ->
                engine.call(
                                Operation.sqs("GetQueueUrl"),
                                "{\"QueueName\":\""
                                        + properties.path("QueueName").asText() + "\"}")
                        .path("QueueUrl")
                        .asText();
            case "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable" ->
                properties.path("TableName").asText();
            default ->
                name.equals("AWS::AccountId")
                        ? "000000000000"
                        : template.path("Parameters").path(name).path("Default").asText();
        };
    }

    /** Bytes of its jars. */
    long jarBytes() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
