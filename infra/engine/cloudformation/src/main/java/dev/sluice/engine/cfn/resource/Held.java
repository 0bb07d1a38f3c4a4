package dev.sluice.engine.cfn.resource;

import dev.sluice.engine.aws.AwsException;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** Says how much a resource holds. */
public final class Held {

    private static final Set<String> GONE =
            Set.of("QueueDoesNotExist", "ResourceNotFoundException", "StateMachineDoesNotExist");

    private Held() {}

    public static Optional<String> of(String one, LongSupplier count) {
        return of(one, "", count);
    }

    /** Such as {@code 1 message} or {@code 12 bytes of log events}; empty for none, or if the resource is not there. */
    public static Optional<String> of(String one, String what, LongSupplier count) {
        long many;
        try {
            many = count.getAsLong();
        } catch (AwsException e) {
            if (GONE.contains(e.code())) {
                return Optional.empty();
            }
            throw e;
        }
        return many == 0 ? Optional.empty() : Optional.of(many + " " + one + (many == 1 ? "" : "s") + what);
    }
}
