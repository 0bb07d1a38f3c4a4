package dev.sluice.engine.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageTest {

    @TempDir
    Path folder;

    private Sqs sqs;

    @BeforeEach
    void open() {
        sqs = Sqs.open(folder);
        sqs.create("q");
    }

    @AfterEach
    void close() {
        sqs.close();
    }

    @Test
    void aMessageIsReceivedOnceUntilItsVisibilityTimeoutEnds() {
        JsonNode sent = sqs.send("q", "hello");
        assertThat(sent.path("MD5OfMessageBody").asText()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
        List<JsonNode> first = sqs.receive("q", 10);
        assertThat(first).hasSize(1);
        assertThat(first.get(0).path("MessageId")).isEqualTo(sent.path("MessageId"));
        assertThat(first.get(0).at("/Attributes/ApproximateReceiveCount").asText())
                .isEqualTo("1");
        assertThat(sqs.receive("q", 10)).isEmpty();
        assertThat(sqs.counts("q")).isEqualTo("0/1/0");
        sqs.time.advance(Duration.ofSeconds(30));
        assertThat(sqs.counts("q")).isEqualTo("1/0/0");
        List<JsonNode> second = sqs.receive("q", 10);
        assertThat(second.get(0).at("/Attributes/ApproximateReceiveCount").asText())
                .isEqualTo("2");
        sqs.delete("q", first.get(0));
        assertThat(sqs.counts("q")).isEqualTo("0/0/0");
    }

    @Test
    void whatIsOnAQueueOutlivesARestart() {
        sqs.send("q", "one");
        sqs.send("q", "two");
        JsonNode one = sqs.receive("q", 1).get(0);
        restart();
        assertThat(sqs.counts("q")).isEqualTo("1/1/0");
        assertThat(sqs.bodies("q", 10)).containsExactly("two");
        sqs.delete("q", one);
        assertThat(sqs.counts("q")).isEqualTo("0/1/0");
    }

    @Test
    void whatAReceiverInThisProcessHeldIsAtTheNextStartAsIfItHadNotReceivedIt() {
        sqs.send("q", "one");
        assertThat(sqs.kernel
                        .aws()
                        .call(sqs.caller, "sqs", "ReceiveMessage", Sqs.on("q"))
                        .path("Messages"))
                .hasSize(1);
        sqs.time.advance(Duration.ofSeconds(1));
        assertThat(sqs.counts("q")).isEqualTo("0/1/0");
        restart();
        assertThat(sqs.counts("q")).isEqualTo("1/0/0");
        assertThat(sqs.receive("q", 1)
                        .get(0)
                        .at("/Attributes/ApproximateReceiveCount")
                        .asText())
                .isEqualTo("1");
    }

    @Test
    void aDelayedMessageComesLater() {
        sqs.call("SendMessage", Sqs.on("q").put("MessageBody", "later").put("DelaySeconds", 5));
        assertThat(sqs.counts("q")).isEqualTo("0/0/1");
        assertThat(sqs.receive("q", 1)).isEmpty();
        restart();
        assertThat(sqs.counts("q")).isEqualTo("0/0/1");
        sqs.time.advance(Duration.ofSeconds(5));
        assertThat(sqs.bodies("q", 1)).containsExactly("later");
    }

    @Test
    void aMessageThatIsReceivedTooOftenGoesToTheDeadLetterQueue() {
        sqs.create("dead");
        ObjectNode input = Sqs.on("q");
        input.putObject("Attributes")
                .put(
                        "RedrivePolicy",
                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead\",\"maxReceiveCount\":2}");
        sqs.call("SetQueueAttributes", input);
        sqs.send("q", "poison");
        for (int i = 0; i < 2; i++) {
            assertThat(sqs.bodies("q", 1)).containsExactly("poison");
            sqs.time.advance(Duration.ofSeconds(30));
        }
        assertThat(sqs.receive("q", 1)).isEmpty();
        assertThat(sqs.counts("q")).isEqualTo("0/0/0");
        restart();
        JsonNode dead = sqs.receive("dead", 1).get(0);
        assertThat(dead.path("Body").asText()).isEqualTo("poison");
        assertThat(dead.at("/Attributes/DeadLetterQueueSourceArn").asText())
                .isEqualTo("arn:aws:sqs:us-east-1:000000000000:q");
        assertThat(dead.at("/Attributes/ApproximateReceiveCount").asText()).isEqualTo("3");
    }

    private void restart() {
        sqs.close();
        sqs = new Sqs(folder, sqs.time);
    }
}
