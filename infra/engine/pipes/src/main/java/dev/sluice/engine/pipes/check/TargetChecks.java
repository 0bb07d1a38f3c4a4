package dev.sluice.engine.pipes.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.destinations.HttpParameterChecks;
import dev.sluice.engine.jsonpath.JsonPath;
import dev.sluice.engine.pipes.template.InputTemplate;
import dev.sluice.engine.pipes.template.Variables;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks the parameters of a pipe's enrichment and target. */
public final class TargetChecks {

    private static final String PATH_PATTERN = "\\$(\\.[\\w/_-]+(\\[(\\d+|\\*)\\])*)*";
    private static final TextConstraint PATH = TextConstraint.matching(1, 256, PATH_PATTERN);
    private static final TextConstraint TEMPLATE = TextConstraint.length(0, 8192);
    private static final TextConstraint SOURCE =
            TextConstraint.matching(1, 256, "(?=[/\\.\\-_A-Za-z0-9]+)((?!aws\\.).*)|(" + PATH_PATTERN + ")");
    private static final TextConstraint DETAIL_TYPE = TextConstraint.length(1, 128);
    private static final TextConstraint GROUP = TextConstraint.length(0, 100);
    private static final TextConstraint INVOCATION = TextConstraint.oneOf("REQUEST_RESPONSE", "FIRE_AND_FORGET");
    private static final TextConstraint LOG_STREAM = TextConstraint.length(1, 256);
    private static final TextConstraint RESOURCE = TextConstraint.length(1, 1600);
    private static final int MOST_RESOURCES = 10;
    private static final Set<String> HTTP = Set.of("PathParameterValues", "HeaderParameters", "QueryStringParameters");

    private TargetChecks() {}

    static void check(Members pipe, String target, Kinds.Target kind, String enrichment) {
        pipe.structure("EnrichmentParameters").ifPresent(parameters -> {
            PipeChecks.known(
                    parameters.node(),
                    "EnrichmentParameters",
                    enrichment.contains(":api-destination/")
                            ? Set.of("InputTemplate", "HttpParameters")
                            : Set.of("InputTemplate"));
            template(parameters, "EnrichmentParameters");
            parameters.structure("HttpParameters").ifPresent(http -> http(http, "EnrichmentParameters"));
        });
        Optional<Members> parameters = pipe.structure("TargetParameters");
        parameters.ifPresent(given -> {
            PipeChecks.known(given.node(), "TargetParameters", Set.of("InputTemplate", kind.parameters()));
            template(given, "TargetParameters");
            Optional<String> template = given.text("InputTemplate", TEMPLATE).filter(text -> !text.isEmpty());
            if (kind == Kinds.Target.BUS
                    && template.filter(text -> !InputTemplate.isObject(text)).isPresent()) {
                throw AwsException.validation("TargetParameters.InputTemplate is not valid: an event bus takes a JSON"
                        + " object as the detail, so the template must begin with { or be one placeholder.");
            }
        });
        Optional<Members> own = parameters.flatMap(given -> given.structure(kind.parameters()));
        switch (kind) {
            case BUS -> own.ifPresent(TargetChecks::bus);
            case QUEUE -> queue(own, target);
            case FUNCTION, WORKFLOW -> own.ifPresent(TargetChecks::invocation);
            case LOG_GROUP -> own.ifPresent(TargetChecks::log);
            case DESTINATION -> own.ifPresent(http -> http(http, "TargetParameters"));
        }
    }

    private static void template(Members parameters, String name) {
        Optional<String> template = parameters.text("InputTemplate", TEMPLATE);
        parameters.check();
        try {
            template.filter(text -> !text.isEmpty())
                    .ifPresent(text -> InputTemplate.parse(text, new Variables(Map.of())));
        } catch (IllegalArgumentException e) {
            throw AwsException.validation(name + ".InputTemplate is not valid: " + e.getMessage() + ".");
        }
    }

    private static void bus(Members bus) {
        PipeChecks.known(
                bus.node(),
                "TargetParameters.EventBridgeEventBusParameters",
                Set.of("DetailType", "Source", "Resources", "Time"));
        bus.text("Source", SOURCE);
        bus.text("DetailType", DETAIL_TYPE);
        bus.text("Time", PATH);
        List<String> resources = bus.texts("Resources", RESOURCE);
        if (resources.size() > MOST_RESOURCES) {
            bus.violate(
                    resources.toString(),
                    "Resources",
                    "Member must have length less than or equal to " + MOST_RESOURCES);
        }
        bus.check();
    }

    private static void queue(Optional<Members> queue, String target) {
        Optional<String> group = queue.flatMap(given -> given.text("MessageGroupId", GROUP));
        queue.ifPresent(given -> {
            PipeChecks.known(
                    given.node(),
                    "TargetParameters.SqsQueueParameters",
                    Set.of("MessageGroupId", "MessageDeduplicationId"));
            given.text("MessageDeduplicationId", GROUP);
            given.check();
        });
        if (target.endsWith(".fifo") && group.filter(text -> !text.isEmpty()).isEmpty()) {
            throw AwsException.validation("SqsQueueParameters.MessageGroupId is required for a FIFO queue.");
        }
    }

    private static void invocation(Members parameters) {
        PipeChecks.known(parameters.node(), "TargetParameters", Set.of("InvocationType"));
        parameters.text("InvocationType", INVOCATION);
        parameters.check();
    }

    private static void log(Members log) {
        PipeChecks.known(log.node(), "TargetParameters.CloudWatchLogsParameters", Set.of("LogStreamName", "Timestamp"));
        log.text("LogStreamName", LOG_STREAM);
        log.text("Timestamp", PATH);
        log.check();
    }

    private static void http(Members http, String name) {
        PipeChecks.known(http.node(), name + ".HttpParameters", HTTP);
        HttpParameterChecks.check(http.node(), name);
        for (Map.Entry<String, JsonNode> header :
                http.node().path("HeaderParameters").properties()) {
            if (JsonPath.isPath(header.getValue().asText())) {
                throw AwsException.validation(
                        name + ".HttpParameters.HeaderParameters." + header.getKey() + " may not be a JSON path.");
            }
        }
    }
}
