package dev.sluice.engine.sqs.queue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a queue's attributes mean, read once.
 *
 * @param longPoll how long a receive waits that does not say
 * @param maximumSize of a message, in bytes
 * @param contentDeduplication whether a message without a deduplication id gets the hash of its body
 * @param perGroup whether deduplication ids count within a message group only
 */
public record Config(
        Duration visibility,
        Duration delay,
        Duration retention,
        Duration longPoll,
        int maximumSize,
        boolean contentDeduplication,
        boolean perGroup,
        Optional<Redrive> redrive) {

    static Config of(Queue queue) {
        Map<String, String> all = Attributes.withDefaults(queue);
        return new Config(
                seconds(all, "VisibilityTimeout"),
                seconds(all, "DelaySeconds"),
                seconds(all, "MessageRetentionPeriod"),
                seconds(all, "ReceiveMessageWaitTimeSeconds"),
                Integer.parseInt(all.getOrDefault("MaximumMessageSize", "")),
                "true".equals(all.get("ContentBasedDeduplication")),
                "messageGroup".equals(all.get("DeduplicationScope")),
                Optional.ofNullable(all.get("RedrivePolicy")).map(Redrive::parse));
    }

    private static Duration seconds(Map<String, String> all, String name) {
        return Duration.ofSeconds(Long.parseLong(all.getOrDefault(name, "")));
    }
}
