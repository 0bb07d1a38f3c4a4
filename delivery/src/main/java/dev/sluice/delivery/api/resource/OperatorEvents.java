package dev.sluice.delivery.api.resource;

import java.util.Optional;
import java.util.Set;

/** The types of events that the owner's own webhooks report. */
public final class OperatorEvents {

    private static final Set<String> NAMES = Set.of(
            "background_task.finished",
            "endpoint.created",
            "endpoint.deleted",
            "endpoint.disabled",
            "endpoint.enabled",
            "endpoint.updated",
            "message.attempt.exhausted",
            "message.attempt.failing",
            "message.attempt.log",
            "message.attempt.recovered");

    private OperatorEvents() {}

    public static Optional<Set<String>> names() {
        return Optional.of(NAMES);
    }
}
