package dev.sluice.delivery.message;

import dev.sluice.runtime.journal.Attempt;
import java.util.Optional;

/**
 * Which attempts are wanted. What is empty restricts nothing.
 *
 * @param delivered whether it delivered
 * @param codeClass 100, 200 and so on for the class of the answer's status; 0 for no answer
 */
public record AttemptFilter(Optional<Boolean> delivered, Optional<Integer> codeClass) {

    public static final AttemptFilter ANY = new AttemptFilter(Optional.empty(), Optional.empty());

    private static final int CLASS = 100;
    private static final int SUCCESS = 200;

    public boolean takes(Attempt attempt) {
        boolean success = attempt.status() == Attempt.Status.DELIVERED;
        int given = attempt.httpStatus().map(status -> status / CLASS * CLASS).orElse(0);
        return delivered.map(wanted -> wanted == success).orElse(true)
                && codeClass.map(wanted -> wanted == given).orElse(true);
    }

    /** Whether only failures are wanted, which have an index of their own. */
    boolean failuresOnly() {
        return delivered.map(wanted -> !wanted).orElse(false)
                || codeClass.map(wanted -> wanted != SUCCESS).orElse(false);
    }
}
