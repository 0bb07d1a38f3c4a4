package dev.sluice.tests.contracts.pipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.tests.contracts.Contract;
import dev.sluice.tests.contracts.Line;
import dev.sluice.tests.contracts.cloud.Lab;
import dev.sluice.tests.contracts.cloud.Queue;
import dev.sluice.tests.contracts.cloud.Refusal;
import dev.sluice.tests.contracts.cloud.Table;
import java.util.Collections;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.pipes.model.CreatePipeRequest;
import software.amazon.awssdk.services.pipes.model.DescribePipeResponse;
import software.amazon.awssdk.services.pipes.model.Filter;
import software.amazon.awssdk.services.pipes.model.RequestedPipeState;

/**
 * What CreatePipe takes, and a pipe's states.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/Welcome.html">Pipes API</a>
 */
class PipeControlTest extends Contract {

    private Refusal refusal(Consumer<CreatePipeRequest.Builder> more) {
        CreatePipeRequest.Builder request = CreatePipeRequest.builder()
                .name(Lab.name("pipe"))
                .roleArn("arn:aws:iam::" + lab.account() + ":role/any")
                .source(lab.arn("sqs", "in"))
                .target(lab.arn("sqs", "out"));
        more.accept(request);
        return Refusal.of(() -> lab.pipes().createPipe(request.build()));
    }

    @Test
    @Line("D.1")
    void aPipeIsMadeOnceStopsStartsAndGoes() {
        Queue in = lab.queue();
        Queue out = lab.queue();
        String name = Piping.pipe(in, out, request -> {});
        DescribePipeResponse described = lab.pipes().describePipe(request -> request.name(name));
        assertThat(described.source()).isEqualTo(in.arn());
        assertThat(described.arn()).isEqualTo(lab.arn("pipes", "pipe/" + name));
        assertThat(described.sourceParameters().sqsQueueParameters().batchSize())
                .isEqualTo(10);
        Refusal again = Refusal.of(() -> lab.pipes()
                .createPipe(request -> request.name(name)
                        .roleArn(described.roleArn())
                        .source(in.arn())
                        .target(out.arn())));
        assertThat(again.code()).isEqualTo("ConflictException");
        assertThat(again.status()).isEqualTo(409);
        assertThat(lab.pipes().stopPipe(request -> request.name(name)).desiredState())
                .isEqualTo(RequestedPipeState.STOPPED);
        Lab.soon().until(() -> Piping.state(lab, name).equals("STOPPED"));
        in.send("kept");
        lab.pipes().startPipe(request -> request.name(name));
        assertThat(out.takeBody()).contains("\"body\":\"kept\"");
        lab.pipes().deletePipe(request -> request.name(name));
        Lab.soon().untilAsserted(() -> {
            Refusal gone = Refusal.of(() -> lab.pipes().describePipe(request -> request.name(name)));
            assertThat(gone.code()).isEqualTo("NotFoundException");
            assertThat(gone.status()).isEqualTo(404);
        });
    }

    @Test
    @Line("D.2")
    void aStreamNeedsAStartingPosition() {
        String stream = Table.of(lab).stream();
        Refusal refusal = refusal(request -> request.source(stream));
        assertThat(refusal.code()).isEqualTo("ValidationException");
        assertThat(refusal.status()).isEqualTo(400);
    }

    @Test
    @Line("D.2")
    void thereAreAtMostFiveFilters() {
        Filter filter = Filter.builder().pattern("{\"body\":[\"x\"]}").build();
        assertThat(refusal(request -> request.sourceParameters(source ->
                                source.filterCriteria(criteria -> criteria.filters(Collections.nCopies(6, filter)))))
                        .message())
                .contains("Member must have length less than or equal to 5");
    }

    @Test
    @Line("D.4")
    void aSourcesBatchIsNoLargerThanTheTargetsLargest() {
        for (String target : new String[] {lab.arn("sqs", "out"), lab.arn("events", "event-bus/default")}) {
            assertThat(refusal(request -> request.target(target)
                                    .sourceParameters(source -> source.sqsQueueParameters(
                                            queue -> queue.batchSize(11).maximumBatchingWindowInSeconds(1))))
                            .code())
                    .isEqualTo("ValidationException");
        }
    }

    @Test
    @Line({"D.6", "B.5"})
    void filtersHaveNoWildcardsAndNoNestedAnythingBut() {
        for (String operator : new String[] {
            "{\"wildcard\":\"a*\"}",
            "{\"anything-but\":{\"prefix\":\"a\"}}",
            "{\"anything-but\":{\"suffix\":\"a\"}}",
            "{\"anything-but\":{\"wildcard\":\"a*\"}}",
            "{\"anything-but\":{\"equals-ignore-case\":\"a\"}}"
        }) {
            assertThat(refusal(request -> request.sourceParameters(
                                    source -> source.filterCriteria(criteria -> criteria.filters(Filter.builder()
                                            .pattern("{\"body\":[" + operator + "]}")
                                            .build()))))
                            .code())
                    .as(operator)
                    .isEqualTo("ValidationException");
        }
    }

    @Test
    @Line({"D.8", "L.2", "0.4"})
    void headersOfADestinationAreConstants() {
        assertThat(refusal(request -> request.target(lab.arn("events", "api-destination/a/" + "0".repeat(8)))
                                .targetParameters(target ->
                                        target.httpParameters(http -> http.headerParameters(Map.of("X", "$.body.id")))))
                        .code())
                .isEqualTo("ValidationException");
    }

    @Test
    @Line("D.8")
    void theSourceOfAPipesEventsIsNotAws() {
        assertThat(refusal(request -> request.target(lab.arn("events", "event-bus/default"))
                                .targetParameters(
                                        target -> target.eventBridgeEventBusParameters(bus -> bus.source("aws.shop"))))
                        .code())
                .isEqualTo("ValidationException");
    }
}
