package dev.sluice.runtime.batch;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Requests for many at once that fail because of one. */
public final class Halves {

    private Halves() {}

    /**
     * Makes one request for all; if it is refused, one for each half, and so on, until what is refused is alone.
     *
     * @param request may be made again for those that it was made for before
     * @param refused whether a failure is due to what was asked; any other, such as a service that is not there, is thrown
     * @param alone takes each one that was refused by itself
     */
    public static <T> void each(
            List<T> all,
            Consumer<List<T>> request,
            Predicate<RuntimeException> refused,
            BiConsumer<T, RuntimeException> alone) {
        if (all.isEmpty()) {
            return;
        }
        try {
            request.accept(all);
        } catch (RuntimeException e) {
            if (!refused.test(e)) {
                throw e;
            }
            if (all.size() == 1) {
                alone.accept(all.get(0), e);
                return;
            }
            int middle = all.size() / 2;
            each(all.subList(0, middle), request, refused, alone);
            each(all.subList(middle, all.size()), request, refused, alone);
        }
    }
}
