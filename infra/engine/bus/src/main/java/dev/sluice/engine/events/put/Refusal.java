package dev.sluice.engine.events.put;

import dev.sluice.engine.events.bus.Limits;
import java.util.Optional;

/** Why one entry of a request fails while the others go on. */
record Refusal(String code, String message) {

    static final Refusal MALFORMED = new Refusal("MalformedDetail", "Detail is malformed.");

    /** What is wrong with an entry, apart from its detail's content; empty if nothing is. */
    static Optional<Refusal> of(Entry entry) {
        if (entry.source().isEmpty()) {
            return Optional.of(required("Source"));
        }
        if (entry.detailType().isEmpty()) {
            return Optional.of(required("DetailType"));
        }
        if (entry.detail().isEmpty()) {
            return Optional.of(required("Detail"));
        }
        if (entry.detailType().length() > Limits.DETAIL_TYPE) {
            return Optional.of(invalid(
                    "DetailType", "DetailType must have length less than or equal to " + Limits.DETAIL_TYPE + "."));
        }
        if (entry.source().startsWith("aws.")) {
            return Optional.of(new Refusal("NotAuthorizedForSourceException", "Not authorized for the source."));
        }
        return Optional.empty();
    }

    private static Refusal required(String member) {
        return invalid(member, member + " is a required argument.");
    }

    private static Refusal invalid(String member, String reason) {
        return new Refusal("InvalidArgument", "Parameter " + member + " is not valid. Reason: " + reason);
    }
}
