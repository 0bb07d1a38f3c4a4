package dev.sluice.engine.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Aws;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.iam.policy.PolicyAccess;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.kernel.Settings;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.sqs.message.Send;
import dev.sluice.engine.store.Store;
import dev.sluice.engine.testing.ManualTime;
import dev.sluice.engine.time.Ids;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queue policies decide; messages that other services put in their own writes are asked for as SendMessage is. */
class PolicyTest {

    private static final String ARN = "arn:aws:sqs:us-east-1:000000000000:q";
    private static final String RULE = "arn:aws:events:us-east-1:000000000000:rule/core/r";
    private static final String POLICY = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},
             "Action":"sqs:SendMessage","Resource":"%s","Condition":{"ArnEquals":{"aws:SourceArn":"%s"}}}]}""";

    @TempDir
    Path folder;

    private Kernel kernel;
    private SqsService sqs;

    @BeforeEach
    void open() {
        Store store = Store.open(folder);
        Settings settings = new Settings("000000000000", "us-east-1", folder, true);
        kernel = new Kernel(
                settings, store, new ManualTime(), Ids.random(), new PolicyAccess(settings, store), new Aws());
        sqs = new SqsService(kernel, () -> URI.create("http://127.0.0.1"));
        kernel.aws().register(sqs);
        ObjectNode create = Json.object().put("QueueName", "q");
        create.putObject("Attributes").put("Policy", POLICY.formatted(ARN, RULE));
        kernel.aws().call(Caller.root("000000000000"), "sqs", "CreateQueue", create);
    }

    @AfterEach
    void close() {
        sqs.close();
        kernel.store().close();
    }

    @Test
    void theRuleOfTheConditionMaySendInItsOwnWriteAndReadersAreWokenAfterTheCommit() {
        Send send = sqs.prepareSend(rule(RULE), message());
        StringBuilder woken = new StringBuilder();
        kernel.signals().listen(ARN, () -> woken.append("woken"));
        kernel.store().write(tx -> {
            send.apply(tx);
            assertThat(woken).isEmpty();
            return true;
        });
        assertThat(woken).hasToString("woken");
        assertThat(kernel.aws()
                        .call(
                                Caller.root("000000000000"),
                                "sqs",
                                "ReceiveMessage",
                                Json.object().put("QueueUrl", "q"))
                        .at("/Messages/0/MessageId")
                        .asText())
                .isEqualTo(send.messageId());
    }

    @Test
    void nobodyElseMay() {
        assertThatThrownBy(() -> sqs.prepareSend(rule(RULE + "2"), message()))
                .isInstanceOfSatisfying(AwsException.class, e -> {
                    assertThat(e.code()).isEqualTo("AccessDeniedException");
                    assertThat(e.status()).isEqualTo(403);
                    assertThat(e.message())
                            .contains("is not authorized to perform: sqs:sendmessage on resource: " + ARN);
                });
        assertThatThrownBy(() -> kernel.aws()
                        .call(rule(RULE), "sqs", "ReceiveMessage", Json.object().put("QueueArn", ARN)))
                .hasMessageContaining("sqs:receivemessage");
    }

    @Test
    void aWriteThatFailsPutsNothing() {
        Send send = sqs.prepareSend(rule(RULE), message());
        assertThatThrownBy(() -> kernel.store().write(tx -> {
                    send.apply(tx);
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(kernel.aws()
                        .call(
                                Caller.root("000000000000"),
                                "sqs",
                                "ReceiveMessage",
                                Json.object().put("QueueUrl", "q"))
                        .isEmpty())
                .isTrue();
    }

    private static Caller rule(String arn) {
        return Caller.service("events.amazonaws.com", arn, "000000000000");
    }

    private static ObjectNode message() {
        return Json.object().put("QueueArn", ARN).put("MessageBody", "event");
    }
}
