package dev.sluice.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What templates declare, as far as a person wants to read it. Templates that are not JSON declare nothing here. */
public final class Declared {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ACCOUNT = Pattern.compile("(?<!\\d)\\d{12}(?!\\d)");

    private final List<JsonNode> templates;

    private Declared(List<JsonNode> templates) {
        this.templates = templates;
    }

    /** @param path a template file, or a {@code cdk.out} folder with any number of them */
    public static Declared at(Path path) throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(path)) {
            try (Stream<Path> all = Files.list(path)) {
                all.filter(file -> file.toString().endsWith(".template.json"))
                        .sorted()
                        .forEach(files::add);
            }
        } else if (Files.isRegularFile(path)) {
            files.add(path);
        }
        List<String> texts = new ArrayList<>();
        for (Path file : files) {
            texts.add(Files.readString(file));
        }
        return in(texts);
    }

    /** @param texts of templates */
    public static Declared in(List<String> texts) {
        return new Declared(texts.stream().map(Declared::parse).toList());
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** The parameters by name, with what their declaration says. */
    public Map<String, JsonNode> parameters() {
        Map<String, JsonNode> parameters = new LinkedHashMap<>();
        templates.forEach(template -> template.path("Parameters")
                .properties()
                .forEach(entry -> parameters.put(entry.getKey(), entry.getValue())));
        return parameters;
    }

    /** The property {@code name} of all resources of a type. */
    List<String> names(String type, String name) {
        return properties(type).stream()
                .map(properties -> properties.path(name).asText(""))
                .filter(text -> !text.isEmpty())
                .sorted()
                .toList();
    }

    /** The names of the tables with a stream, or of those without. */
    List<String> tables(boolean withStream) {
        return properties("AWS::DynamoDB::Table").stream()
                .filter(table -> table.has("StreamSpecification") == withStream)
                .map(table -> table.path("TableName").asText(""))
                .filter(text -> !text.isEmpty())
                .sorted()
                .toList();
    }

    /** Who else may publish: account ids by the {@code source} that a bus's policy lets them use. */
    public Map<String, String> partners() {
        Map<String, String> partners = new LinkedHashMap<>();
        for (JsonNode policy : properties("AWS::Events::EventBusPolicy")) {
            JsonNode statement = policy.path("Statement");
            String source =
                    statement.at("/Condition/StringEquals/events:source").asText("");
            Matcher account = ACCOUNT.matcher(statement.path("Principal").toString());
            if (!source.isEmpty() && account.find()) {
                partners.put(source, account.group());
            }
        }
        return partners;
    }

    private List<JsonNode> properties(String type) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode template : templates) {
            for (JsonNode resource : template.path("Resources")) {
                if (resource.path("Type").asText().equals(type)) {
                    found.add(resource.path("Properties"));
                }
            }
        }
        return found;
    }
}
