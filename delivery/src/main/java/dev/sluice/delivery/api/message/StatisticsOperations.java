package dev.sluice.delivery.api.message;

import dev.sluice.delivery.api.ApiRequest;
import dev.sluice.delivery.api.ApiResponse;
import dev.sluice.delivery.api.Operation;
import dev.sluice.delivery.api.Operations;
import dev.sluice.delivery.api.Scope;
import dev.sluice.delivery.api.input.Field;
import dev.sluice.delivery.api.input.Fields;
import dev.sluice.delivery.api.input.Rules;
import dev.sluice.delivery.api.message.view.Lookup;
import dev.sluice.delivery.message.AttemptFilter;
import dev.sluice.delivery.message.Attempts;
import dev.sluice.delivery.message.Span;
import dev.sluice.rules.json.Json;
import dev.sluice.runtime.journal.Attempt;
import dev.sluice.runtime.journal.AttemptFields;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How many messages and attempts an endpoint had within a time. */
final class StatisticsOperations implements Operations {

    private static final String ENDPOINT = "/api/v1/app/{app_id}/endpoint/{endpoint_id}";
    private static final Duration LONGEST = Duration.ofDays(28);
    private static final int CHUNK = 250;

    private final Lookup lookup;
    private final InstantSource clock;

    StatisticsOperations(Lookup lookup, InstantSource clock) {
        this.lookup = lookup;
        this.clock = clock;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                new Operation("GET", ENDPOINT + "/stats", Scope.STATISTICS_READ, this::messages),
                new Operation("GET", ENDPOINT + "/attempt-stats", Scope.STATISTICS_READ, this::attempts));
    }

    /** A message counts by its last attempt; one that a retry delivered is a success and no failure. */
    private ApiResponse messages(ApiRequest request) {
        Span span = span(request.query());
        String endpoint = lookup.endpoint(request).id();
        Attempts attempts = lookup.attempts();
        Set<String> failed = new HashSet<>();
        Set<String> sending = new HashSet<>();
        Optional<String> from = Optional.empty();
        List<Attempt> some;
        do {
            some = attempts.list(
                    endpoint,
                    new AttemptFilter(Optional.of(false), Optional.empty()),
                    span,
                    from,
                    true,
                    CHUNK,
                    all -> all);
            for (Attempt attempt : attempts.latest(some)) {
                boolean ended = attempt.status() == Attempt.Status.DEAD_LETTERED;
                (ended ? failed : sending).add(attempt.key().eventId());
            }
            from = some.isEmpty() ? from : Optional.of(AttemptFields.sortKey(some.get(some.size() - 1)));
        } while (some.size() == CHUNK);
        return ApiResponse.ok(Json.object()
                .put("success", attempts.delivered(endpoint, span))
                .put("pending", 0)
                .put("sending", sending.size())
                .put("fail", failed.size())
                .put("canceled", 0));
    }

    private ApiResponse attempts(ApiRequest request) {
        Span span = span(request.query());
        String endpoint = lookup.endpoint(request).id();
        return ApiResponse.ok(Json.object()
                .put("success", lookup.attempts().delivered(endpoint, span))
                .put("fail", lookup.attempts().failed(endpoint, span))
                .put("canceled", 0));
    }

    private Span span(Fields query) {
        Field<Instant> since = query.optional("since", Rules.time());
        Field<Instant> until = query.optional("until", Rules.time());
        Instant end = until.or(clock.instant().plusMillis(1));
        Instant begin = since.or(end.minus(LONGEST));
        if (begin.isBefore(end.minus(LONGEST))) {
            query.problem("since", "must be at most " + LONGEST.toDays() + " days before until");
        }
        query.check();
        return Span.between(begin, end);
    }
}
