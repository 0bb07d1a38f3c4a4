package dev.sluice.tests.e2e.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.cli.demo.Receiver;
import dev.sluice.cli.local.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README's "Make it yours" and "Deploy it", word for word, from an empty folder and with the artifacts of this build. */
class MakeItYoursTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String RECEIVER = "http://127.0.0.1:9000/hooks";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final Path root = Home.find().root();
    private Readme readme;
    private Newcomer newcomer;

    @BeforeEach
    void prepare() throws IOException {
        readme = Readme.in(root);
        newcomer = Newcomer.in(folder.toRealPath(), root);
    }

    @Test
    void aNewAppRunsFollowsASecondTableAndIsDeployed() throws IOException, InterruptedException {
        List<Readme.Block> blocks = readme.section("Make it yours");
        assertThat(blocks)
                .extracting(Readme.Block::info)
                .containsExactly("", "yaml ../events/catalog/sources/invoices.yaml", "");
        List<String> first = blocks.get(0).lines();
        int last = first.size() - 1;
        newcomer.run(first.subList(0, last));
        try (Up up = newcomer.start(first.get(last))) {
            up.printed("ready ");
            up.printed("watching ");
            save(blocks.get(1));
            up.printed("the running stack follows");
            aNewRowBecomesAWebhook(blocks.get(2).lines());
        }

        // The app's test takes the second table, too.
        newcomer.run(first.subList(last - 1, last));
        newcomer.run(List.of(deploy().get(1).replace("examples/commerce", "../events")));
        isDeployed(newcomer.checkout().resolve("../events/cdk.out"));
        assertThat(template(newcomer.deployed()).findValuesAsText("TableName")).contains("customers", "invoices");
    }

    private void aNewRowBecomesAWebhook(List<String> commands) throws IOException, InterruptedException {
        try (Receiver receiver = Receiver.start("customer", 0)) {
            String added =
                    newcomer.run(Stream.of(commands.get(0), commands.get(1).replace(RECEIVER, receiver.url()))
                            .toList());
            receiver.secret(added.replaceAll("(?s).*secret   (\\S+).*", "$1"));
            newcomer.run(Stream.concat(Stream.of(commands.get(0)), commands.subList(2, commands.size()).stream())
                    .toList());
            await().atMost(PATIENCE).until(() -> !receiver.receipts().isEmpty());
            assertThat(receiver.receipts().get(0).status()).isEqualTo(204);
            assertThat(receiver.receipts().get(0).body())
                    .contains("\"type\":\"invoice.created\"", "\"invoiceId\":\"i-1\"");
        }
    }

    @Test
    void theExampleIsDeployedAsItRunsHere() throws IOException, InterruptedException {
        newcomer.run(root, deploy());
        isDeployed(Home.find().template());
    }

    private List<String> deploy() {
        List<Readme.Block> blocks = readme.section("Deploy it");
        assertThat(blocks).hasSize(1);
        assertThat(blocks.get(0).lines()).hasSize(2);
        return blocks.get(0).lines();
    }

    private void save(Readme.Block file) throws IOException {
        Files.writeString(newcomer.checkout().resolve(file.info().split(" ")[1]), file.text());
    }

    /** That what would be deployed is this, and complete. */
    private void isDeployed(Path ran) throws IOException {
        JsonNode deployed = template(newcomer.deployed());
        JsonNode expected = template(ran);
        assertThat(deployed.path("Resources").size())
                .isEqualTo(expected.path("Resources").size());
        for (Map.Entry<String, JsonNode> resource : expected.path("Resources").properties()) {
            assertThat(deployed.path("Resources").path(resource.getKey())).isEqualTo(resource.getValue());
        }
        assertThat(deployed.equals(expected))
                .as("parameters, conditions and outputs are the same, too")
                .isTrue();
        JsonNode assets =
                JSON.readTree(newcomer.deployed().resolve("sluice.assets.json").toFile());
        assertThat(assets.path("files"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(newcomer.deployed()
                                .resolve(file.at("/source/path").asText()))
                        .exists());
    }

    private static JsonNode template(Path assembly) throws IOException {
        return JSON.readTree(assembly.resolve("sluice.template.json").toFile());
    }
}
