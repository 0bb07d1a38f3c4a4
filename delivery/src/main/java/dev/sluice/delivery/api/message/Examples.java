package dev.sluice.delivery.api.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.delivery.api.id.Ids;
import dev.sluice.delivery.journal.Journal;
import dev.sluice.delivery.message.Redelivery;
import dev.sluice.rules.json.Json;
import dev.sluice.runtime.journal.Dispatch;
import dev.sluice.runtime.journal.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends examples to one endpoint. An example did not happen, so that it does not pass the buses: it is recorded as if it had been
 * dispatched to that endpoint alone, for its attempts to be found and to be counted.
 */
public final class Examples {

    private static final Duration KEPT = Duration.ofDays(7);

    private final Journal journal;
    private final Redelivery redelivery;
    private final Ids ids;
    private final InstantSource clock;

    public Examples(Journal journal, Redelivery redelivery, Ids ids, InstantSource clock) {
        this.journal = journal;
        this.redelivery = redelivery;
        this.ids = ids;
        this.clock = clock;
    }

    Message send(String tenant, String endpointId, String type, JsonNode payload) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Message message = new Message(
                ids.next(Ids.MESSAGE),
                tenant,
                type,
                now,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.of(Json.text(payload)),
                now.plus(KEPT));
        journal.dispatched(
                List.of(new Dispatch(message.id(), tenant, type, now, List.of(endpointId), Map.of())),
                List.of(message));
        redelivery.send(List.of(new Redelivery.Order(message, endpointId, 1)));
        return message;
    }
}
