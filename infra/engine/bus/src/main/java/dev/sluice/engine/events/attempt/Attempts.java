package dev.sluice.engine.events.attempt;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.events.rule.TargetKind;
import dev.sluice.engine.events.target.Delivery;
import dev.sluice.engine.events.target.HttpTargets;
import dev.sluice.engine.events.target.Outcome;
import dev.sluice.engine.events.target.Target;
import dev.sluice.engine.kernel.Kernel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes attempts: chooses what a target's kind needs, and acts in the rule's role or, where there is none, as EventBridge. */
public final class Attempts {

    /** How one kind of target is reached. */
    @FunctionalInterface
    interface TargetClient {

        /**
         * Delivers.
         *
         * @param deliveries one; more only if the kind takes batches
         * @throws AwsException if a service refuses it
         */
        Attempt go(Target target, Caller caller, List<Delivery> deliveries);
    }

    static final String SERVICE = "events.amazonaws.com";
    private static final int LOG_EVENTS = 100;

    private final Kernel kernel;
    private final HttpTargets http;
    private final Map<TargetKind, TargetClient> clients;

    public Attempts(Kernel kernel, HttpTargets http, Map<TargetKind, TargetClient> clients) {
        this.kernel = kernel;
        this.http = http;
        this.clients = Map.copyOf(clients);
    }

    /** How many deliveries one attempt may carry. */
    public static int batch(Target target) {
        return target.kind() == TargetKind.LOG_GROUP ? LOG_EVENTS : 1;
    }

    public Duration delay(Target target) {
        return target.kind() == TargetKind.API_DESTINATION ? http.reserve(target.arn()) : Duration.ZERO;
    }

    /** A batch that is refused may have been refused for one of its deliveries only: the caller tries each alone. */
    @SuppressWarnings("NullAway") // every kind has its client
    public Attempt make(Target target, List<Delivery> deliveries) {
        Optional<Delivery> hopeless =
                deliveries.stream().filter(Delivery::isHopeless).findFirst();
        if (hopeless.isPresent()) {
            return Attempt.none(
                    Outcome.refused(hopeless.get().code(), hopeless.get().message()));
        }
        Caller caller;
        try {
            caller = caller(kernel, target);
        } catch (AwsException e) {
            return Attempt.made(Outcome.refused("FAILED_TO_ASSUME_ROLE", e.message()));
        }
        try {
            return clients.get(target.kind()).go(target, caller, deliveries);
        } catch (RuntimeException e) {
            return Attempt.made(Failures.of(e));
        }
    }

    /** Who delivers to a target. */
    public static Caller caller(Kernel kernel, Target target) {
        return target.role().isPresent()
                ? kernel.access().assume(target.role().get(), SERVICE, target.ruleArn())
                : Caller.service(SERVICE, target.ruleArn(), target.bus().account());
    }
}
