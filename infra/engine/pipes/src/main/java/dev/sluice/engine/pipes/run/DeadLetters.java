package dev.sluice.engine.pipes.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Aws;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.poll.Batch;
import dev.sluice.engine.poll.Condition;
import dev.sluice.engine.poll.stream.BatchInfo;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.time.Time;
import java.util.Optional;

/**
 * Where a pipe puts pointers to the records that it abandoned: not the records, which stay in their stream for 24 hours.
 *
 * @param queueArn empty for nowhere
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-error-troubleshooting.html">Dead letters</a>
 */
public record DeadLetters(
        Aws aws, Caller caller, Time time, String pipeArn, String streamArn, Optional<String> queueArn) {

    /** @throws dev.sluice.engine.aws.AwsException if the queue did not take it */
    void put(Batch batch, Condition condition) {
        if (queueArn.isEmpty()) {
            return;
        }
        ObjectNode letter = Json.object();
        letter.putObject("context").put("partnerResourceArn", pipeArn).put("condition", condition.word());
        letter.put("version", "1.0");
        letter.put("timestamp", BatchInfo.timestamp(time.now()));
        letter.set("DDBStreamBatchInfo", BatchInfo.of(batch, streamArn));
        aws.call(
                caller,
                "sqs",
                "SendMessage",
                Json.object().put("QueueArn", queueArn.get()).put("MessageBody", Json.text(letter)));
    }
}
