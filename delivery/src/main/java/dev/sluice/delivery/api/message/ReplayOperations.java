package dev.sluice.delivery.api.message;

import dev.sluice.delivery.api.ApiRequest;
import dev.sluice.delivery.api.ApiResponse;
import dev.sluice.delivery.api.Operation;
import dev.sluice.delivery.api.Operations;
import dev.sluice.delivery.api.Scope;
import dev.sluice.delivery.api.input.Field;
import dev.sluice.delivery.api.input.Fields;
import dev.sluice.delivery.api.input.Rule;
import dev.sluice.delivery.api.input.Rules;
import dev.sluice.delivery.api.message.view.Inputs;
import dev.sluice.delivery.api.message.view.Lists;
import dev.sluice.delivery.api.message.view.Lookup;
import dev.sluice.delivery.api.message.view.Views;
import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.message.AttemptFilter;
import dev.sluice.delivery.message.MessageFilter;
import dev.sluice.delivery.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Sends what an endpoint did not get, or got, again. */
final class ReplayOperations implements Operations {

    private static final String ENDPOINT = "/api/v1/app/{app_id}/endpoint/{endpoint_id}";

    /** Two weeks, and what a clock may be wrong. */
    private static final Duration LONGEST = Duration.ofDays(14).plusMinutes(5);

    private final Lookup lookup;
    private final Replay replay;
    private final InstantSource clock;

    ReplayOperations(Lookup lookup, Replay replay, InstantSource clock) {
        this.lookup = lookup;
        this.replay = replay;
        this.clock = clock;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                new Operation("POST", ENDPOINT + "/recover", Scope.ATTEMPTS_WRITE, this::recover),
                new Operation("POST", ENDPOINT + "/replay-missing", Scope.ATTEMPTS_WRITE, this::missing),
                new Operation("POST", ENDPOINT + "/bulk-replay", Scope.ATTEMPTS_WRITE, this::bulk));
    }

    private ApiResponse recover(ApiRequest request) {
        Replay.Range range = range(request.fields());
        return started(replay.recover(lookup.endpoint(request), range));
    }

    private ApiResponse missing(ApiRequest request) {
        Replay.Range range = range(request.fields());
        return started(replay.missing(lookup.endpoint(request), range));
    }

    private ApiResponse bulk(ApiRequest request) {
        Fields fields = request.fields();
        Field<List<String>> types = fields.optional("eventTypes", Rules.list(Inputs.eventType(), 0, Lists.ID));
        Field<String> channel = fields.optional("channel", Inputs.channel());
        Field<String> tag = fields.optional("tag", Inputs.tag());
        Field<Integer> status = fields.optional("status", Inputs.status());
        Field<Integer> code = fields.optional("statusCodeClass", Inputs.codeClass());
        Replay.Range range = range(fields);
        Endpoint endpoint = lookup.endpoint(request);
        MessageFilter messages = new MessageFilter(channel.optional(), tag.optional(), types.or(List.of()));
        AttemptFilter answers = new AttemptFilter(Optional.empty(), code.optional());
        return started(replay.bulk(
                endpoint,
                range,
                (last, message) -> messages.takes(message)
                        && answers.takes(last)
                        && status.optional()
                                .map(asked -> asked
                                        == Views.Status.after(Optional.of(last)).number())
                                .orElse(true)));
    }

    private Replay.Range range(Fields fields) {
        Instant now = clock.instant();
        Rule<Instant> recent = Rules.checked(
                Rules.time(),
                time -> time.isBefore(now.minus(LONGEST))
                        ? Optional.of("must be at most 14 days ago")
                        : Optional.empty());
        Field<Instant> since = fields.required("since", recent);
        Field<Instant> until = fields.optional("until", Rules.time());
        if (since.optional().isPresent()
                && until.optional().filter(end -> !since.value().isBefore(end)).isPresent()) {
            fields.problem("until", "must be after since");
        }
        fields.check();
        return new Replay.Range(since.value(), until.or(now));
    }

    private static ApiResponse started(Task task) {
        return ApiResponse.accepted(TaskOperations.summary(task));
    }
}
