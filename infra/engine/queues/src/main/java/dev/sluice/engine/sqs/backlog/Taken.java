package dev.sluice.engine.sqs.backlog;

import dev.sluice.engine.sqs.order.Entry;
import java.util.List;

/**
 * What a receive found.
 *
 * @param given for the consumer
 * @param dead received too often: to be moved to the dead-letter queue
 * @param expired older than the retention: to be deleted
 * @param full whether nothing was given because too many messages are in flight
 */
public record Taken(List<Given> given, List<Entry> dead, List<Entry> expired, boolean full) {}
