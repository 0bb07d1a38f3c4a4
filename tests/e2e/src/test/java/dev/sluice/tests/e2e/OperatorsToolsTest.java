package dev.sluice.tests.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.cli.Main;
import dev.sluice.cli.demo.Receiver;
import dev.sluice.cli.deployed.Clients;
import dev.sluice.cli.process.EngineProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * The operator's commands find a stack as the AWS CLI does, by profile, Region and the stack's name, and ask AWS's public calls only:
 * the engine shows no private page here. Each test adds to what the last one left.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperatorsToolsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String CREDENTIALS = ProfileFileSystemSetting.AWS_SHARED_CREDENTIALS_FILE.property();

    @TempDir
    static Path data;

    @TempDir
    static Path home;

    private EngineProcess engine;
    private Shell shell;
    private Receiver shaky;
    private Receiver broken;

    @BeforeAll
    void start() throws IOException {
        engine = EngineProcess.start(
                data, EngineProcess.Options.of("--no-private-pages", "--parameter", "RetrySchedule=PT1S"));
        shell = new Shell(data);
        Clients owner = shell.principals().owner();
        Path file = home.resolve("credentials");
        Files.writeString(
                file,
                "[operator]\naws_access_key_id=" + owner.accessKey() + "\naws_secret_access_key=" + owner.secretKey()
                        + "\nregion=us-east-1\n");
        System.setProperty(CREDENTIALS, file.toString());
        shaky = Receiver.start("shaky", 1);
        broken = Receiver.start("broken", 1_000);
    }

    @AfterAll
    void stop() throws InterruptedException {
        System.clearProperty(CREDENTIALS);
        shaky.close();
        broken.close();
        assertThat(engine.stop()).isIn(0, 143);
    }

    @Test
    @Order(1)
    void theEngineShowsNoPageThatAwsDoesNotHave() throws IOException, InterruptedException {
        for (String page : List.of("health", "metrics", "trace")) {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(engine.url() + "/_sluice/" + page))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(page).isBetween(400, 499);
        }
    }

    @Test
    @Order(2)
    void endpointRegistersAndListsThroughTheFunctionThatTheStackNames() {
        for (Receiver receiver : List.of(shaky, broken)) {
            String added = run("endpoint", "--tenant", Shell.TENANT, "add", receiver.url());
            receiver.secret(added.replaceAll("(?s).*secret   (\\S+).*", "$1"));
        }
        assertThat(run("endpoint", "--tenant", Shell.TENANT, "list")).contains(shaky.url(), broken.url());
    }

    @Test
    @Order(3)
    void envPointsAShellAtTheStackWithoutPrintingAKey() {
        assertThat(run("env"))
                .contains("export AWS_ENDPOINT_URL=" + engine.url())
                .contains("export AWS_PROFILE='operator'")
                .contains("export SLUICE_BUS=arn:aws:events:us-east-1:000000000000:event-bus/sluice-ingress")
                .doesNotContain(shell.principals().owner().secretKey());
    }

    @Test
    @Order(4)
    void explainShowsARetriedAndADeadLetteredWebhookAndThePathThroughTheBuses() {
        String id =
                published("deal.won", "{\"dealId\":\"d-1\",\"tenant\":\"blue\",\"amount\":12.50,\"currency\":\"EUR\"}");
        explained(
                id,
                "event-bus/sluice-ingress",
                "acknowledged, matched everything",
                "admitted",
                "event-bus/sluice-core",
                "acknowledged, matched audit, webhooks",
                "delivered by rule audit",
                "delivered by rule webhooks",
                "attempt 1 retrying (503",
                "attempt 2 delivered (204",
                "attempt 2 dead-lettered (503");
    }

    @Test
    @Order(5)
    void explainShowsARowsPathByTheIdThatItsWebhookHas() {
        shell.placeOrders(0, 1);
        String id = await().atMost(PATIENCE)
                .until(
                        () -> shaky.receipts().stream()
                                .filter(receipt -> receipt.body().contains("\"orderId\":\"o-0\""))
                                .map(Receiver.Receipt::id)
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
        explained(id, "acknowledged, matched everything", "admitted", "matched audit", "attempt 1 delivered (204");
    }

    @Test
    @Order(6)
    void explainShowsARejectedEventWithItsReason() {
        String id = published(
                "deal.won", "{\"dealId\":\"d-2\",\"tenant\":\"blue\",\"amount\":\"a lot\",\"currency\":\"EUR\"}");
        explained(id, "acknowledged, matched everything", "rejected: SCHEMA_VIOLATION");
    }

    @Test
    @Order(7)
    void explainShowsAnEventThatNoRuleMatched() {
        try (EventBridgeClient events = shell.principals().owner().eventBridge()) {
            for (String rule : List.of("audit", "webhooks")) {
                events.disableRule(
                        disable -> disable.eventBusName("sluice-core").name(rule));
            }
            String id = published(
                    "contact.created", "{\"contactId\":\"c-1\",\"tenant\":\"blue\",\"email\":\"a@b.example\"}");
            explained(id, "admitted", "event-bus/sluice-core", "no rule matched");
            for (String rule : List.of("audit", "webhooks")) {
                events.enableRule(enable -> enable.eventBusName("sluice-core").name(rule));
            }
        }
    }

    @Test
    @Order(8)
    void anEventThatNobodyAcknowledgedIsNotFound() {
        assertThat(runOr(1, "explain", "00000000-0000-4000-8000-000000000000"))
                .contains("no event 00000000-0000-4000-8000-000000000000 was acknowledged")
                .contains("/aws/vendedlogs/sluice-buses");
    }

    @Test
    @Order(9)
    void whatCameInIsReconciledWithWhatWentOut() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode found = json(run("reconcile", "--json"));
            assertThat(found.path("retrying").asInt()).as(found.toString()).isZero();
            assertThat(found.path("delivered").asInt()).as(found.toString()).isEqualTo(5);
        });
        JsonNode found = json(run("reconcile", "--json"));
        assertThat(found.path("balances").asBoolean()).isTrue();
        assertThat(found.path("in").asInt()).isEqualTo(4);
        assertThat(found.path("admitted").asInt()).isEqualTo(3);
        assertThat(found.path("rejected").asInt()).isEqualTo(1);
        assertThat(found.path("deliveries").asInt())
                .as("audit twice, the warehouse once, two endpoints twice")
                .isEqualTo(7);
        assertThat(found.path("dead-lettered").asInt()).isEqualTo(2);
        assertThat(run("reconcile", "--since", "PT1H"))
                .contains("in 4 = admitted 3 + rejected 1", "the rule `webhooks`", "It balances.");
        assertThat(run("reconcile", "--since", "PT2H", "--until", "PT1H")).contains("in 0 = admitted 0 + rejected 0");
    }

    @Test
    @Order(10)
    void anEventWithoutAVerdictDoesNotBalanceAndIsNamed() {
        try (EventBridgeClient events = shell.principals().owner().eventBridge()) {
            events.disableRule(disable -> disable.eventBusName("sluice-ingress").name("everything"));
        }
        String id =
                published("contact.created", "{\"contactId\":\"c-2\",\"tenant\":\"blue\",\"email\":\"a@b.example\"}");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(runOr(1, "reconcile"))
                        .contains("IT DOES NOT BALANCE.", "neither admitted nor rejected so far: " + id));
    }

    @Test
    @Order(11)
    void aStackThatIsNotThereIsNamedWithItsRegion() {
        StringWriter err = new StringWriter();
        int exit = Main.commandLine()
                .setErr(new PrintWriter(err, true))
                .execute(here("explain", "x", "--stack", "elsewhere").toArray(String[]::new));
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString()).contains("--stack: there is no stack elsewhere in us-east-1");
    }

    private String published(String type, String detail) {
        return shell.publish(Shell.PARTNER, "com.acme.crm", type, detail)
                .entries()
                .get(0)
                .eventId();
    }

    private void explained(String id, String... parts) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(run("explain", id)).contains(parts));
    }

    private String run(String... arguments) {
        return runOr(0, arguments);
    }

    private String runOr(int exit, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        assertThat(Main.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(here(arguments).toArray(String[]::new)))
                .as(out.toString() + err)
                .isEqualTo(exit);
        return out.toString();
    }

    /** The command with the options that find the stack; those of {@code endpoint} come before its subcommand. */
    private List<String> here(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(1, List.of("--profile", "operator", "--region", "us-east-1", "--endpoint-url", engine.url()));
        return all;
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
