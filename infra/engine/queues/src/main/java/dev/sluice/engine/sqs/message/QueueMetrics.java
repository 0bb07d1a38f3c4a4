package dev.sluice.engine.sqs.message;

import dev.sluice.engine.metrics.Metric;
import dev.sluice.engine.metrics.Metrics;
import dev.sluice.engine.sqs.queue.OpenQueue;
import java.util.List;
import java.util.Map;

/**
 * CloudWatch's metrics of queues, by queue name.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html">Available metrics</a>
 */
public record QueueMetrics(Metrics metrics) {

    void sent(OpenQueue queue, List<Outgoing> messages) {
        record(queue, "NumberOfMessagesSent", messages.size());
        for (Outgoing message : messages) {
            record(queue, "SentMessageSize", message.size());
        }
    }

    public void received(OpenQueue queue, int messages) {
        record(queue, messages == 0 ? "NumberOfEmptyReceives" : "NumberOfMessagesReceived", Math.max(1, messages));
    }

    public void deleted(OpenQueue queue, int messages) {
        record(queue, "NumberOfMessagesDeleted", messages);
    }

    public void record(OpenQueue queue, String name, double value) {
        if (value > 0) {
            metrics.of(queue.queue().account())
                    .record(
                            new Metric(
                                    "AWS/SQS",
                                    name,
                                    Map.of("QueueName", queue.queue().name())),
                            value);
        }
    }
}
