package dev.sluice.engine.dynamodb.table;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a table has besides its data.
 *
 * @param throughput null if billed per request
 * @param encryption the SSESpecification as text, if one was given: shown, without meaning on one machine
 * @param policy the resource policy's document, if there is one
 */
public record Options(
        @Nullable Throughput throughput,
        boolean deletionProtection,
        boolean pointInTimeRecovery,
        String tableClass,
        @Nullable String encryption,
        @Nullable String policy,
        Map<String, String> tags) {

    public Options withThroughput(@Nullable Throughput value) {
        return new Options(value, deletionProtection, pointInTimeRecovery, tableClass, encryption, policy, tags);
    }

    public Options withDeletionProtection(boolean value) {
        return new Options(throughput, value, pointInTimeRecovery, tableClass, encryption, policy, tags);
    }

    public Options withPointInTimeRecovery(boolean value) {
        return new Options(throughput, deletionProtection, value, tableClass, encryption, policy, tags);
    }

    public Options withTableClass(String value) {
        return new Options(throughput, deletionProtection, pointInTimeRecovery, value, encryption, policy, tags);
    }

    public Options withEncryption(@Nullable String value) {
        return new Options(throughput, deletionProtection, pointInTimeRecovery, tableClass, value, policy, tags);
    }

    public Options withPolicy(@Nullable String value) {
        return new Options(throughput, deletionProtection, pointInTimeRecovery, tableClass, encryption, value, tags);
    }

    public Options withTags(Map<String, String> value) {
        return new Options(throughput, deletionProtection, pointInTimeRecovery, tableClass, encryption, policy, value);
    }
}
