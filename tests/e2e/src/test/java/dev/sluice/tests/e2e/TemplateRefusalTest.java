package dev.sluice.tests.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.cli.local.Home;
import dev.sluice.engine.Engine;
import dev.sluice.engine.Options;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.kernel.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The synthesized template with one thing wrong: the engine stops, and says what is wrong and where. */
class TemplateRefusalTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEMPLATE = "sluice.template.json";
    private static final String ASSETS = "sluice.assets.json";

    @TempDir
    Path folder;

    private ObjectNode template;
    private ObjectNode resources;

    @BeforeEach
    void read() throws IOException {
        Path synthesized = Home.find().template();
        template = (ObjectNode) JSON.readTree(synthesized.resolve(TEMPLATE).toFile());
        resources = (ObjectNode) template.get("Resources");
        JsonNode assets = JSON.readTree(synthesized.resolve(ASSETS).toFile());
        for (JsonNode file : assets.get("files")) {
            ObjectNode source = (ObjectNode) file.get("source");
            copy(synthesized, source.get("path").asText());
        }
        JSON.writeValue(folder.resolve(ASSETS).toFile(), assets);
    }

    /** An asset lies beside the template that names it. */
    private void copy(Path synthesized, String asset) throws IOException {
        try (Stream<Path> files = Files.walk(synthesized.resolve(asset))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = folder.resolve(synthesized.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-permissions.html">Permissions of pipes</a> */
    @Test
    void aPipeWhoseRoleMayNotReadItsStreamIsDeniedByNameAndRunsOnceTheRoleMay() throws IOException {
        ObjectNode role = resource("AWS::IAM::Role", "dynamodb:GetRecords");
        String granted = role.toString();
        role.setAll((ObjectNode)
                JSON.readTree(granted.replace("\"dynamodb:GetRecords\"", "\"dynamodb:ListTagsOfResource\"")));
        String logicalId = logicalId(role);
        refused()
                .hasMessageContaining("(AWS::Pipes::Pipe)")
                .message()
                .containsPattern("User: arn:aws:sts::000000000000:assumed-role/sluice-" + logicalId
                        + "\\S*/\\S+ is not authorized"
                        + " to perform: dynamodb:GetRecords on resource: arn:aws:dynamodb:us-east-1:000000000000:table/\\S+/stream/"
                        + "\\S+ because no identity-based policy allows the dynamodb:GetRecords action");
        role.setAll((ObjectNode) JSON.readTree(granted));
        try (Engine engine = start()) {
            assertThat(engine.url()).hasScheme("http");
        }
    }

    @Test
    void aTypeThatTheEngineDoesNotKnowIsNamedWithItsResource() throws IOException {
        resources.putObject("Bulletin").put("Type", "AWS::SNS::Topic");
        refused()
                .hasMessageContaining(
                        "/Resources/Bulletin has the type AWS::SNS::Topic, which the engine does not support");
    }

    @Test
    void aPropertyThatDoesNotExistAndAValueOfTheWrongTypeAreNamedWithTheirPlace() throws IOException {
        ObjectNode queue = resource("AWS::SQS::Queue", "sluice-quarantine");
        ObjectNode properties = (ObjectNode) queue.get("Properties");
        properties.set("QueuName", TextNode.valueOf("sluice-quarantine"));
        refused().hasMessageContaining("/Resources/" + logicalId(queue) + "/Properties/QueuName");
        properties.remove("QueuName");
        properties.put("VisibilityTimeout", "a while");
        refused().hasMessageContaining(logicalId(queue)).hasMessageContaining("VisibilityTimeout");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused() throws IOException {
        return assertThatThrownBy(this::start).isInstanceOf(TemplateException.class);
    }

    private Engine start() throws IOException {
        JSON.writeValue(folder.resolve(TEMPLATE).toFile(), template);
        Settings settings =
                new Settings(Settings.DEFAULT_ACCOUNT, Settings.DEFAULT_REGION, folder.resolve("data"), true);
        Map<String, String> parameters = Map.of("AllowedNetworks", "127.0.0.0/8", "AllowInsecureEndpoints", "true");
        return Engine.start(new Options(settings, 0, Optional.of(folder.resolve(TEMPLATE)), parameters));
    }

    /** The first resource of the type that has the text. */
    private ObjectNode resource(String type, String text) {
        for (JsonNode resource : resources) {
            if (resource.path("Type").asText().equals(type)
                    && resource.toString().contains(text)) {
                return (ObjectNode) resource;
            }
        }
        throw new AssertionError("the template has no " + type + " with " + text);
    }

    private String logicalId(JsonNode resource) {
        return resources
                .propertyStream()
                .filter(entry -> entry.getValue() == resource)
                .findFirst()
                .orElseThrow()
                .getKey();
    }
}
