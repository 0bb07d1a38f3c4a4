package dev.sluice.engine.events.bus;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * An event bus as the engine keeps it. Empty texts mean: not set.
 *
 * @param policy the resource policy's document
 * @param deadLetterArn the bus-level dead-letter queue (for failures of encryption only)
 * @param created epoch seconds
 * @param modified epoch seconds
 */
public record Bus(
        BusKey key,
        String description,
        String policy,
        String kmsKey,
        String deadLetterArn,
        String logConfig,
        double created,
        double modified) {

    static Bus of(BusKey key, double now) {
        return new Bus(key, "", "", "", "", "", now, now);
    }

    @JsonIgnore
    public String arn() {
        return key.arn();
    }

    Bus withPolicy(String document, double now) {
        return new Bus(key, description, document, kmsKey, deadLetterArn, logConfig, created, now);
    }
}
