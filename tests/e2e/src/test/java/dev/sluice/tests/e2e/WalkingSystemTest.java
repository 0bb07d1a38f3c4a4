package dev.sluice.tests.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.cli.demo.Receiver;
import dev.sluice.cli.process.EngineProcess;
import dev.sluice.rules.names.ResourceNames;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** The main job, from a row or a partner's event to a verified webhook, against an engine in a process of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WalkingSystemTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    static Path data;

    private EngineProcess engine;
    private Receiver receiver;
    private Shell shell;

    @BeforeAll
    void start() throws IOException {
        engine = EngineProcess.start(data, EngineProcess.Options.of("--parameter", "RetrySchedule=PT1S,PT1S,PT1S"));
        receiver = Receiver.start("customer", 0);
        shell = new Shell(data);
        shell.register(receiver);
    }

    @AfterAll
    void stop() throws InterruptedException {
        receiver.close();
        assertThat(engine.stop()).isIn(0, 143);
    }

    @Test
    void aRowBecomesASignedWebhookThatKeepsItsId() {
        shell.placeOrders(0, 1);
        Receiver.Receipt receipt = received("\"orderId\":\"o-0\"");
        assertThat(receipt.status()).isEqualTo(204);
        assertThat(receipt.body()).contains("\"type\":\"order.placed\"").contains("\"status\":\"PLACED\"");
        assertThat(shell.explain(receipt.id()))
                .contains("event " + receipt.id())
                .contains("event-bus/sluice-ingress")
                .contains("admitted")
                .contains("event-bus/sluice-core")
                .contains("attempt 1 delivered (204");
    }

    @Test
    void aPartnersEventBecomesASignedWebhookWithTheIdOfItsAnswer() {
        String id =
                published("deal.won", "{\"dealId\":\"d-7\",\"tenant\":\"blue\",\"amount\":12.50,\"currency\":\"EUR\"}");
        Receiver.Receipt receipt = received("\"dealId\":\"d-7\"");
        assertThat(receipt.id()).isEqualTo(id);
        assertThat(receipt.body()).contains("\"amount\":12.50");
    }

    @Test
    void aRejectedEventIsInQuarantineWithItsReasonAndExplained() {
        String id = published(
                "deal.won", "{\"dealId\":\"d-8\",\"tenant\":\"blue\",\"amount\":\"a lot\",\"currency\":\"EUR\"}");
        try (SqsClient sqs = shell.principals().owner().sqs()) {
            String url = sqs.getQueueUrl(queue -> queue.queueName(ResourceNames.DEFAULT.quarantine()))
                    .queueUrl();
            List<Message> messages = await().atMost(PATIENCE)
                    .until(
                            () -> sqs.receiveMessage(receive -> receive.queueUrl(url)
                                            .messageAttributeNames("All")
                                            .waitTimeSeconds(1))
                                    .messages(),
                            received -> !received.isEmpty());
            Message message = messages.get(0);
            assertThat(message.messageAttributes().get("reason").stringValue()).isEqualTo("SCHEMA_VIOLATION");
            assertThat(message.messageAttributes().get("detail").stringValue()).contains("/amount");
            assertThat(message.messageAttributes().get("eventId").stringValue()).isEqualTo(id);
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(shell.explain(id)).contains("rejected: SCHEMA_VIOLATION"));
    }

    @Test
    void aReceiverThatFailsFirstGetsTheEventLaterAndTheWayTellsBoth() throws IOException {
        try (Receiver shaky = Receiver.start("shaky", 1)) {
            shell.register(shaky);
            String id = published(
                    "contact.created", "{\"contactId\":\"c-1\",\"tenant\":\"blue\",\"email\":\"a@b.example\"}");
            await().atMost(PATIENCE)
                    .until(() -> shaky.receipts().stream()
                            .anyMatch(receipt ->
                                    receipt.status() == 204 && receipt.id().equals(id)));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(shell.explain(id))
                            .contains("attempt 1 retrying (503")
                            .contains("attempt 2 delivered (204"));
        }
    }

    @Test
    void aStrangerAndASpoofedSourceAreRefused() {
        refused("333333333333", "com.acme.crm");
        refused(Shell.PARTNER, "com.example.orders");
    }

    @Test
    void aJobInTheBackgroundComesBackWithItsReference() {
        shell.requestJob("p-1", "ref-42");
        Receiver.Receipt receipt = received("\"referenceId\":\"ref-42\"");
        assertThat(receipt.body()).contains("\"type\":\"processing.completed\"").contains("\"words\":3");
    }

    private void refused(String account, String source) {
        assertThatThrownBy(() -> shell.publish(account, source, "deal.won", "{}"))
                .isInstanceOfSatisfying(AwsServiceException.class, e -> {
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
                    assertThat(e.awsErrorDetails().errorMessage())
                            .contains("arn:aws:iam::" + account + ":root")
                            .contains("events:PutEvents")
                            .contains("because no resource-based policy allows");
                });
    }

    private String published(String type, String detail) {
        return shell.publish(Shell.PARTNER, "com.acme.crm", type, detail)
                .entries()
                .get(0)
                .eventId();
    }

    private Receiver.Receipt received(String part) {
        return await().atMost(PATIENCE)
                .until(
                        () -> receiver.receipts().stream()
                                .filter(receipt -> receipt.body().contains(part))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }
}
