package dev.sluice.engine.events.archive;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.events.bus.Limits;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import java.util.stream.Stream;

/** What lists of archives and of replays may be narrowed by: one thing at a time. */
record Filters(String prefix, String source, String state) {

    private static final TextConstraint SOURCE = TextConstraint.length(1, Limits.ARN);

    static Filters read(Members members, String operation, TextConstraint name, TextConstraint states) {
        Filters filters = new Filters(
                members.text("NamePrefix", name).orElse(""),
                members.text("EventSourceArn", SOURCE).orElse(""),
                members.text("State", states).orElse(""));
        members.check();
        if (Stream.of("NamePrefix", "EventSourceArn", "State")
                        .filter(members::has)
                        .count()
                > 1) {
            throw AwsException.validation("At most one filter is allowed for " + operation
                    + ". Use either : State, EventSourceArn, or NamePrefix.");
        }
        return filters;
    }

    boolean match(String name, String of, String in) {
        return name.startsWith(prefix)
                && (source.isEmpty() || source.equals(of))
                && (state.isEmpty() || state.equals(in));
    }
}
