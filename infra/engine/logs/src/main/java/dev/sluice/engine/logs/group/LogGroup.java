package dev.sluice.engine.logs.group;

import java.util.Map;

/**
 * A log group.
 *
 * @param id never used again, so that events of a dropped group cannot show up in a new one
 * @param created epoch milliseconds
 * @param retentionDays 0 keeps events for ever
 */
public record LogGroup(
        long id,
        String account,
        String name,
        long created,
        int retentionDays,
        String kmsKey,
        Map<String, String> tags) {

    LogGroup withRetention(int days) {
        return new LogGroup(id, account, name, created, days, kmsKey, tags);
    }

    LogGroup withTags(Map<String, String> now) {
        return new LogGroup(id, account, name, created, retentionDays, kmsKey, now);
    }
}
