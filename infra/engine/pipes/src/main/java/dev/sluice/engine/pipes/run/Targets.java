package dev.sluice.engine.pipes.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.Aws;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.pipes.check.Kinds;
import dev.sluice.engine.pipes.pipe.Pipe;
import dev.sluice.engine.pipes.target.BusTarget;
import dev.sluice.engine.pipes.target.DestinationTarget;
import dev.sluice.engine.pipes.target.FunctionTarget;
import dev.sluice.engine.pipes.target.HttpCalls;
import dev.sluice.engine.pipes.target.HttpParameters;
import dev.sluice.engine.pipes.target.LogTarget;
import dev.sluice.engine.pipes.target.QueueTarget;
import dev.sluice.engine.pipes.target.Target;
import dev.sluice.engine.pipes.target.WorkflowCalls;
import dev.sluice.engine.pipes.target.WorkflowTarget;
import dev.sluice.engine.pipes.template.Parameter;
import dev.sluice.engine.poll.function.FunctionCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds a pipe's target from its ARN and parameters. */
final class Targets {

    private Targets() {}

    static Target of(Kernel kernel, HttpCalls http, Caller role, Pipe pipe) {
        Aws aws = kernel.aws();
        String arn = pipe.target();
        Kinds.Target kind = Kinds.target(arn);
        JsonNode own = pipe.targetParameters().path(kind.parameters());
        boolean forget = own.path("InvocationType").asText().equals("FIRE_AND_FORGET");
        return switch (kind) {
            case BUS -> new BusTarget(aws, role, arn, pipe.name(), bus(own));
            case QUEUE ->
                new QueueTarget(
                        aws, role, arn, parameter(own, "MessageGroupId"), parameter(own, "MessageDeduplicationId"));
            case FUNCTION -> new FunctionTarget(new FunctionCalls(aws, role, arn), forget);
            case WORKFLOW -> new WorkflowTarget(new WorkflowCalls(aws, role, arn), forget);
            case LOG_GROUP ->
                new LogTarget(
                        aws,
                        role,
                        kernel.time(),
                        arn.split(":", 8)[6],
                        own.path("LogStreamName").asText(pipe.name()),
                        parameter(own, "Timestamp"));
            case DESTINATION -> new DestinationTarget(http, role, arn, HttpParameters.of(own));
        };
    }

    private static BusTarget.Parameters bus(JsonNode own) {
        List<Parameter> resources = new ArrayList<>();
        own.path("Resources").forEach(resource -> resources.add(Parameter.of(resource.asText())));
        return new BusTarget.Parameters(
                parameter(own, "Source"), parameter(own, "DetailType"), resources, parameter(own, "Time"));
    }

    private static Optional<Parameter> parameter(JsonNode own, String name) {
        return Optional.ofNullable(own.get(name)).map(JsonNode::asText).map(Parameter::of);
    }
}
