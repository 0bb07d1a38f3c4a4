package dev.sluice.engine.pipes.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Aws;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.pipes.template.Parameter;
import dev.sluice.engine.pipes.template.View;
import dev.sluice.engine.poll.Fault;
import dev.sluice.engine.poll.Outcome;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.time.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An event bus: the payload is the detail. A batch that is too large for one request goes in several.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-target.html">Targets</a>
 */
public final class BusTarget implements Target {

    private static final int MOST = 10;
    /** Of the 1 MB that a request may have, so much is left for what counts besides the details. */
    private static final int MOST_BYTES = 1_000_000;

    /** {@code EventBridgeEventBusParameters}. */
    public record Parameters(
            Optional<Parameter> source,
            Optional<Parameter> detailType,
            List<Parameter> resources,
            Optional<Parameter> time) {}

    private final Aws aws;
    private final Caller caller;
    private final String busArn;
    private final String pipeName;
    private final Parameters parameters;

    public BusTarget(Aws aws, Caller caller, String busArn, String pipeName, Parameters parameters) {
        this.aws = aws;
        this.caller = caller;
        this.busArn = busArn;
        this.pipeName = pipeName;
        this.parameters = parameters;
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public Outcome deliver(List<Element> elements) {
        Failures failures = new Failures();
        failures.inRequests(elements, MOST_BYTES, request -> put(request, failures));
        return failures.outcome();
    }

    private void put(List<Element> elements, Failures failures) {
        List<Element> chunk = new ArrayList<>();
        ObjectNode input = Json.object();
        ArrayNode entries = input.putArray("Entries");
        for (Element element : elements) {
            entry(element, failures).ifPresent(entry -> {
                chunk.add(element);
                entries.add(entry);
            });
        }
        if (chunk.isEmpty()) {
            return;
        }
        JsonNode answers = aws.call(caller, "events", "PutEvents", input).path("Entries");
        for (int i = 0; i < chunk.size(); i++) {
            String code = answers.path(i).path("ErrorCode").asText("");
            if (!code.isEmpty()) {
                boolean counted = !code.equals("InternalFailure") && !code.equals("ThrottlingException");
                String message = answers.path(i).path("ErrorMessage").asText();
                failures.add(chunk.get(i), counted ? Fault.counted(code, message) : Fault.internal(code, message));
            }
        }
    }

    private Optional<ObjectNode> entry(Element element, Failures failures) {
        View event = element.event();
        ObjectNode entry = Json.object();
        entry.put("EventBusName", busArn);
        // AWS does not publish its defaults; these are the ones seen.
        entry.put("Source", parameters.source().map(value -> value.text(event)).orElse("Pipe " + pipeName));
        entry.put(
                "DetailType",
                parameters
                        .detailType()
                        .map(value -> value.text(event))
                        .orElseGet(() -> "Event from "
                                + event.original().path("eventSource").asText(pipeName)));
        ArrayNode resources = entry.putArray("Resources");
        parameters.resources().forEach(resource -> resources(resource, event, resources));
        entry.put("Detail", element.text());
        Optional<JsonNode> time = parameters.time().flatMap(value -> value.value(event));
        if (time.isPresent() && !time.get().isNull()) {
            Optional<Instant> at = Timestamp.read(time.get());
            if (at.isEmpty()) {
                failures.add(element, Fault.counted("InvalidArgument", "Time: " + time.get() + " is not a timestamp."));
                return Optional.empty();
            }
            entry.put("Time", at.get().toString());
        }
        return Optional.of(entry);
    }

    private static void resources(Parameter resource, View event, ArrayNode into) {
        resource.value(event).ifPresent(found -> {
            if (found.isArray()) {
                found.forEach(each -> into.add(each.asText()));
            } else if (!found.asText().isEmpty()) {
                into.add(found.asText());
            }
        });
    }
}
