package dev.sluice.engine.lambda.run;

import dev.sluice.engine.lambda.guest.FunctionSystem;
import dev.sluice.engine.lambda.log.InvocationLog;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The threads of an instance, those that the function makes included, with its environment and the log to which they print at
 * the moment.
 */
final class FunctionThreads extends ThreadGroup implements FunctionSystem.Home {

    private final Map<String, String> environment;
    private volatile @Nullable InvocationLog log;

    FunctionThreads(String name, Map<String, String> environment) {
        super(name);
        this.environment = environment;
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    /** From now on they print to this log. */
    void printTo(InvocationLog next) {
        log = next;
    }

    /** The log to which this thread prints; empty if it does not belong to a function. */
    static Optional<InvocationLog> log() {
        for (ThreadGroup group = Thread.currentThread().getThreadGroup(); group != null; group = group.getParent()) {
            if (group instanceof FunctionThreads threads) {
                return Optional.ofNullable(threads.log);
            }
        }
        return Optional.empty();
    }
}
