package dev.sluice.engine.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.testing.ManualTime;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many messages of a queue may be in flight.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-quotas.html">Amazon SQS quotas</a>
 */
class InFlightTest {

    @TempDir
    Path folder;

    private Sqs sqs;

    @BeforeEach
    void open() {
        sqs = new Sqs(folder, new ManualTime(), 2);
    }

    @AfterEach
    void close() {
        sqs.close();
    }

    @Test
    void ofAStandardQueueAShortPollIsRefusedUntilOneIsDeleted() {
        sqs.create("q");
        for (String body : new String[] {"a", "b", "c"}) {
            sqs.send("q", body);
        }
        String handle = sqs.receive("q", 1).get(0).path("ReceiptHandle").asText();
        sqs.receive("q", 1);
        assertThat(sqs.error("ReceiveMessage", Sqs.on("q"))).startsWith("OverLimit ");
        sqs.call("DeleteMessage", Sqs.on("q").put("ReceiptHandle", handle));
        assertThat(sqs.receive("q", 1)).hasSize(1);
    }

    @Test
    void ofAFifoQueueNothingMoreIsGivenAndNothingRefused() {
        sqs.create("q.fifo", "'FifoQueue':'true'");
        for (String body : new String[] {"a", "b", "c"}) {
            sqs.sendTo("q.fifo", body, body);
        }
        sqs.receive("q.fifo", 1);
        sqs.receive("q.fifo", 1);
        assertThat(sqs.receive("q.fifo", 1)).isEmpty();
    }
}
