package dev.sluice.tests.contracts.pipes;

import dev.sluice.tests.contracts.cloud.Lab;
import dev.sluice.tests.contracts.cloud.Queue;
import dev.sluice.tests.contracts.cloud.Table;
import java.util.function.Consumer;
import software.amazon.awssdk.services.pipes.model.CreatePipeRequest;
import software.amazon.awssdk.services.pipes.model.DynamoDBStreamStartPosition;
import software.amazon.awssdk.services.pipes.model.PipeSourceDynamoDBStreamParameters;

/** Makes pipes. */
final class Piping {

    private Piping() {}

    /** A running pipe between two ARNs; answers its name. */
    static String pipe(Lab lab, String source, String target, Consumer<CreatePipeRequest.Builder> more) {
        String name = Lab.name("pipe");
        String role =
                lab.role("pipes.amazonaws.com", "sqs:*", "dynamodb:*", "lambda:*", "events:*", "logs:*", "states:*");
        CreatePipeRequest.Builder request = CreatePipeRequest.builder()
                .name(name)
                .roleArn(role)
                .source(source)
                .target(target);
        more.accept(request);
        lab.pipes().createPipe(request.build());
        lab.later(() -> lab.pipes().deletePipe(delete -> delete.name(name)));
        Lab.soon().until(() -> state(lab, name).equals("RUNNING"));
        return name;
    }

    static String state(Lab lab, String name) {
        return lab.pipes().describePipe(request -> request.name(name)).currentStateAsString();
    }

    static String pipe(Queue source, Queue target, Consumer<CreatePipeRequest.Builder> more) {
        return pipe(source.lab(), source.arn(), target.arn(), more);
    }

    /** A pipe from a table's stream, from its beginning. */
    static String pipe(
            Table source,
            String target,
            Consumer<PipeSourceDynamoDBStreamParameters.Builder> stream,
            Consumer<CreatePipeRequest.Builder> more) {
        return pipe(source.lab(), source.stream(), target, request -> {
            PipeSourceDynamoDBStreamParameters.Builder parameters = PipeSourceDynamoDBStreamParameters.builder()
                    .startingPosition(DynamoDBStreamStartPosition.TRIM_HORIZON);
            stream.accept(parameters);
            request.sourceParameters(given -> given.dynamoDBStreamParameters(parameters.build()));
            more.accept(request);
        });
    }
}
