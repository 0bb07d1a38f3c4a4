package dev.sluice.engine.pipes.target;

import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.poll.Fault;
import dev.sluice.engine.poll.Outcome;
import java.util.List;
import java.util.Optional;

/** An API destination, which takes one event at a time. */
public final class DestinationTarget implements Target {

    private final HttpCalls http;
    private final Caller role;
    private final String arn;
    private final HttpParameters parameters;

    public DestinationTarget(HttpCalls http, Caller role, String arn, HttpParameters parameters) {
        this.http = http;
        this.role = role;
        this.arn = arn;
        this.parameters = parameters;
    }

    @Override
    public int most() {
        return 1;
    }

    @Override
    public Outcome deliver(List<Element> elements) {
        Element element = elements.get(0);
        Optional<Fault> fault = http.call(role, arn, parameters.call(element.event(), element.text()), false)
                .fault();
        return fault.isPresent() ? Outcome.failed(fault.get()) : Outcome.done();
    }
}
