package dev.sluice.engine.events.put;

import dev.sluice.engine.aws.Access;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.events.bus.BusKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Whether one caller may put events on buses, asked once for all entries of a request that are alike. Not thread-safe. */
final class Permissions {

    private record Question(BusKey bus, String source, String detailType) {}

    private final Access access;
    private final Caller caller;
    private final boolean fromRule;
    private final Map<Question, Optional<AwsException>> answers = new HashMap<>(4);

    /** @param fromRule whether a rule of another bus sends the events, rather than PutEvents */
    Permissions(Access access, Caller caller, boolean fromRule) {
        this.access = access;
        this.caller = caller;
        this.fromRule = fromRule;
    }

    /** The error if the caller may not. */
    Optional<AwsException> refusal(BusKey bus, String source, String detailType) {
        return answers.computeIfAbsent(new Question(bus, source, detailType), this::ask);
    }

    private Optional<AwsException> ask(Question question) {
        try {
            access.require(
                    caller,
                    "events:PutEvents",
                    question.bus().arn(),
                    Map.of(
                            "events:source", question.source(),
                            "events:detail-type", question.detailType(),
                            "events:eventBusInvocation", String.valueOf(fromRule)));
            return Optional.empty();
        } catch (AwsException e) {
            return Optional.of(e);
        }
    }
}
