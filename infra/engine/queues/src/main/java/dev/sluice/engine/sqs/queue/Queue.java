package dev.sluice.engine.sqs.queue;

import java.util.Map;
import java.util.TreeMap;

/**
 * A queue as it is stored.
 *
 * @param number its number in the rows of its messages; a queue made again under its old name has another one
 * @param attributes what was set, by the names of the API; defaults are not in it
 * @param created in epoch seconds
 * @param modified in epoch seconds
 * @param purgedTo messages up to this number do not exist any more
 */
public record Queue(
        String account,
        String region,
        String name,
        long number,
        Map<String, String> attributes,
        Map<String, String> tags,
        long created,
        long modified,
        long purgedTo) {

    public QueueKey key() {
        return new QueueKey(account, name);
    }

    public String arn() {
        return "arn:aws:sqs:" + region + ":" + account + ":" + name;
    }

    public boolean fifo() {
        return name.endsWith(".fifo");
    }

    public Queue withAttributes(Map<String, String> changed, long now) {
        return new Queue(account, region, name, number, Map.copyOf(changed), tags, created, now, purgedTo);
    }

    public Queue withTags(Map<String, String> changed) {
        return new Queue(
                account, region, name, number, attributes, new TreeMap<>(changed), created, modified, purgedTo);
    }

    Queue purged(long upTo) {
        return new Queue(account, region, name, number, attributes, tags, created, modified, upTo);
    }
}
