package dev.sluice.delivery.api.input;

import java.util.Optional;

/**
 * A member of a request that was read: absent, {@code null}, or a value. To be used after {@link Fields#check}.
 *
 * @param given whether the member is there
 * @param optional its value; empty if it is absent, {@code null} or wrong
 */
public record Field<T>(boolean given, Optional<T> optional) {

    /** The value of a member that had to be there. */
    public T value() {
        return optional.orElseThrow(() -> new IllegalStateException("a required field was not checked"));
    }

    /** The value, or what it is without one. */
    public T or(T other) {
        return optional.orElse(other);
    }

    /** What a change leaves of an optional value: absent keeps it and {@code null} clears it. */
    public Optional<T> after(Optional<T> before) {
        return given ? optional : before;
    }
}
