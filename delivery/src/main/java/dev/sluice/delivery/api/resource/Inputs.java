package dev.sluice.delivery.api.resource;

import dev.sluice.delivery.api.ApiException;
import dev.sluice.delivery.api.input.InvalidInputException;
import dev.sluice.delivery.api.input.Rule;
import dev.sluice.delivery.api.input.Rules;
import dev.sluice.delivery.registry.Refusal;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What several resources read, and the registry's refusals as answers of the API. */
final class Inputs {

    /** Requests a second. */
    static final Rule<Long> RATE = Rules.whole(1, 65_535);

    private Inputs() {}

    /** A rule with a further check of the registry's. */
    static <T> Rule<T> checked(Rule<T> rule, Consumer<T> check) {
        return Rules.checked(rule, value -> {
            try {
                check.accept(value);
                return Optional.empty();
            } catch (Refusal e) {
                return Optional.of(e.reason());
            } catch (IllegalArgumentException e) {
                return Optional.of("is not valid: " + e.getMessage());
            }
        });
    }

    static <T> T answering(Supplier<T> action) {
        try {
            return action.get();
        } catch (Refusal e) {
            throw switch (e.kind()) {
                case NOT_FOUND -> ApiException.notFound("The endpoint does not exist.");
                case CONFLICT -> ApiException.conflict("The " + e.field() + " " + e.reason() + ".");
                case INVALID -> InvalidInputException.body(e.field(), e.reason());
            };
        }
    }
}
