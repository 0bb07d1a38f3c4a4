package dev.sluice.cdk;

import dev.sluice.cdk.targets.HandedOver;
import dev.sluice.rules.names.ResourceNames;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.events.IRuleTarget;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.stepfunctions.IStateMachine;

/** The inputs of a {@link Sluice}. */
public final class SluiceProps {

    private final Path catalog;
    private final ResourceNames names;
    private final Optional<Path> functions;
    private final HandedOver workloads;
    private final boolean api;

    private SluiceProps(Builder builder) {
        this.catalog = builder.catalog.toAbsolutePath().normalize();
        this.names = builder.names;
        this.functions = builder.functions;
        this.api = builder.api;
        this.workloads = new HandedOver(
                builder.functionsByName, builder.queues, builder.stateMachines, builder.logGroups, builder.targets);
    }

    /** @param catalog the folder with {@code sources}, {@code types}, {@code routes} and {@code destinations} */
    public static Builder catalog(Path catalog) {
        return new Builder(catalog);
    }

    Path catalog() {
        return catalog;
    }

    ResourceNames names() {
        return names;
    }

    Optional<Path> functions() {
        return functions;
    }

    boolean api() {
        return api;
    }

    HandedOver workloads() {
        return workloads;
    }

    /** Collects the props. */
    public static final class Builder {

        private final Path catalog;
        private ResourceNames names = ResourceNames.DEFAULT;
        private Optional<Path> functions = Optional.empty();
        private boolean api;
        private final Map<String, HandedOver.WithDeadLetters<IFunction>> functionsByName = new HashMap<>();
        private final Map<String, HandedOver.WithDeadLetters<IQueue>> queues = new HashMap<>();
        private final Map<String, IStateMachine> stateMachines = new HashMap<>();
        private final Map<String, ILogGroup> logGroups = new HashMap<>();
        private final Map<String, IRuleTarget> targets = new HashMap<>();

        private Builder(Path catalog) {
            this.catalog = catalog;
        }

        /** The prefix of all names, so that several can share one account: 1 to 20 lower-case letters, digits and hyphens. */
        public Builder name(String prefix) {
            names = new ResourceNames(prefix);
            return this;
        }

        /** The jar of Sluice's own functions, instead of the one that this library contains. */
        public Builder functions(Path jar) {
            functions = Optional.of(jar);
            return this;
        }

        /** Adds the control-plane API, and a KMS key for the secrets that it keeps. */
        public Builder api() {
            api = true;
            return this;
        }

        /** A function for {@code target: {function: NAME}}. */
        public Builder function(String name, IFunction function) {
            return function(name, function, Optional.empty());
        }

        /** @param deadLetters the queue for events that EventBridge cannot deliver */
        public Builder function(String name, IFunction function, IQueue deadLetters) {
            return function(name, function, Optional.of(deadLetters));
        }

        private Builder function(String name, IFunction function, Optional<IQueue> deadLetters) {
            functionsByName.put(name, new HandedOver.WithDeadLetters<>(function, deadLetters));
            return this;
        }

        /** A queue for {@code target: {queue: NAME}}; Sluice creates those that are not passed in. */
        public Builder queue(String name, IQueue queue) {
            queues.put(name, new HandedOver.WithDeadLetters<>(queue, Optional.empty()));
            return this;
        }

        /** @param deadLetters the queue for events that EventBridge cannot deliver */
        public Builder queue(String name, IQueue queue, IQueue deadLetters) {
            queues.put(name, new HandedOver.WithDeadLetters<>(queue, Optional.of(deadLetters)));
            return this;
        }

        /** A state machine for {@code target: {stateMachine: NAME}}. */
        public Builder stateMachine(String name, IStateMachine machine) {
            stateMachines.put(name, machine);
            return this;
        }

        /** A log group for {@code target: {logGroup: NAME}}; Sluice creates those that are not passed in. */
        public Builder logGroup(String name, ILogGroup group) {
            logGroups.put(name, group);
            return this;
        }

        /** Any other target, such as those of {@code aws-events-targets}, for {@code target: {construct: NAME}}. */
        public Builder target(String name, IRuleTarget target) {
            targets.put(name, target);
            return this;
        }

        public SluiceProps build() {
            return new SluiceProps(this);
        }
    }
}
