package dev.sluice.engine.mappings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.poll.Batch;
import dev.sluice.engine.poll.Condition;
import dev.sluice.engine.poll.stream.BatchInfo;
import dev.sluice.engine.request.Json;
import java.util.Optional;

/**
 * Where a mapping puts pointers to the records that it abandoned.
 *
 * @param queueArn empty for nowhere
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">Failure records</a>
 */
record FailureRecords(Kernel kernel, Caller role, Mapping mapping, Optional<String> queueArn) {

    private static final int OK = 200;

    /** @throws dev.sluice.engine.aws.AwsException if the queue did not take it */
    void put(Batch batch, Condition condition) {
        if (queueArn.isEmpty()) {
            return;
        }
        ObjectNode record = Json.object();
        record.putObject("requestContext")
                .put("requestId", kernel.ids().uuid().toString())
                .put("functionArn", mapping.functionArn())
                .put("condition", condition.word())
                .put("approximateInvokeCount", batch.attempts());
        if (batch.fault().isPresent()) {
            ObjectNode response =
                    record.putObject("responseContext").put("statusCode", OK).put("executedVersion", "$LATEST");
            // A function that only named failed items did not end in an error.
            response.put("functionError", batch.fault().get().functionError().orElse(null));
        }
        record.put("version", "1.0");
        record.put("timestamp", BatchInfo.timestamp(kernel.time().now()));
        record.set("DDBStreamBatchInfo", BatchInfo.of(batch, mapping.source()));
        kernel.aws()
                .call(
                        role,
                        "sqs",
                        "SendMessage",
                        Json.object().put("QueueArn", queueArn.get()).put("MessageBody", Json.text(record)));
    }
}
