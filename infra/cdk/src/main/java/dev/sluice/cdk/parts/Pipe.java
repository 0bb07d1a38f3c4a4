package dev.sluice.cdk.parts;

import java.util.List;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.pipes.CfnPipe;
import software.constructs.Construct;

/**
 * A pipe that lets a function make events of what it reads, and puts them on a bus. The function answers elements
 * {@code {source, detailType, time, detail: {metadata, data}}}.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-target.html">Pipes targets</a>
 */
public final class Pipe extends Construct {

    /** A bare {@code <$.detail>} would lose its quotes: an object must be inside JSON. */
    private static final String DETAIL = "{\"metadata\":<$.detail.metadata>,\"data\":<$.detail.data>}";

    /** PutEvents takes ten entries, and a pipe's batch may not exceed what its target takes. */
    public static final int BATCH = 10;

    private final Role role;

    /**
     * @param source ARN of a queue or stream
     * @param reading what the role needs to read it
     */
    public Pipe(
            Construct scope,
            String id,
            String name,
            String description,
            String source,
            CfnPipe.PipeSourceParametersProperty parameters,
            List<PolicyStatement> reading,
            Function enrichment,
            Bus target) {
        super(scope, id);
        this.role = Roles.pipe(
                this,
                name,
                reading,
                List.of(
                        Statements.allow(enrichment.getFunctionArn(), "lambda:InvokeFunction"),
                        Statements.allow(target.arn(), "events:PutEvents")));
        CfnPipe.Builder.create(this, "Pipe")
                .name(name)
                .description(description)
                .roleArn(role.getRoleArn())
                .source(source)
                .sourceParameters(parameters)
                .enrichment(enrichment.getFunctionArn())
                .target(target.arn())
                .targetParameters(CfnPipe.PipeTargetParametersProperty.builder()
                        .inputTemplate(DETAIL)
                        .eventBridgeEventBusParameters(CfnPipe.PipeTargetEventBridgeEventBusParametersProperty.builder()
                                .source("$.source")
                                .detailType("$.detailType")
                                .time("$.time")
                                // So that a bus's log without detail names the event by the id that it keeps.
                                .resources(List.of("$.detail.metadata.id"))
                                .build())
                        .build())
                .build();
        Alarms.failedPipe(this, name);
    }

    public Role role() {
        return role;
    }
}
