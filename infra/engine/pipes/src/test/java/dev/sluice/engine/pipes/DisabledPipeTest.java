package dev.sluice.engine.pipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.testing.ManualTime;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pipes that get nothing but refusals are disabled, and say why.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-error-troubleshooting.html">Error handling</a>
 */
class DisabledPipeTest {

    @TempDir
    Path folder;

    private final ManualTime time = new ManualTime();
    private Flow flow;

    @BeforeEach
    void open() {
        flow = Flow.open(folder, time);
    }

    @AfterEach
    void close() {
        flow.close();
    }

    private void refuse(String code, String message) {
        flow.lambda.raw("Invoke", request -> {
            throw AwsException.of(code, message);
        });
    }

    private String state() {
        return flow.describe("orders").path("CurrentState").asText();
    }

    /** Lets time pass in small steps, so that work in between gets done. */
    private void pass(Duration all) {
        for (Duration passed = Duration.ZERO; passed.compareTo(all) < 0; passed = passed.plusSeconds(10)) {
            int calls = flow.lambda.calls("Invoke").size();
            time.advance(Duration.ofSeconds(10));
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> flow.lambda.calls("Invoke").size() > calls
                            || time.pending() > 0
                            || state().equals("STOPPED"));
        }
    }

    private void passUntilStopped() {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    time.advance(Duration.ofSeconds(5));
                    return state().equals("STOPPED");
                });
    }

    @Test
    void aFunctionThatIsGoneStopsThePipeWithTheReasonAndTheRecordWaits() {
        refuse("ResourceNotFoundException", "Function not found: transform");
        flow.pipe("orders", "");
        flow.put("a", 1);
        pass(Duration.ofMinutes(10));
        assertThat(state()).isEqualTo("RUNNING");
        passUntilStopped();
        assertThat(flow.describe("orders").path("DesiredState").asText()).isEqualTo("STOPPED");
        assertThat(flow.describe("orders").path("StateReason").asText()).isEqualTo("Function not found: transform");
        flow.close();
        flow = Flow.open(folder, time);
        assertThat(state()).isEqualTo("STOPPED");
        assertThat(flow.describe("orders").path("StateReason").asText()).isEqualTo("Function not found: transform");
        flow.call("pipes", "StartPipe", "{\"Name\":\"orders\"}");
        Awaitility.await().until(() -> flow.arrived().size() == 1);
        assertThat(flow.describe("orders").has("StateReason")).isFalse();
    }

    @Test
    void whatFailsForOtherReasonsIsTriedOnAndOn() {
        flow.lambda.raw("Invoke", request -> Flow.functionError("always"));
        flow.pipe("orders", "");
        flow.put("a", 1);
        pass(Duration.ofMinutes(30));
        assertThat(state()).isEqualTo("RUNNING");
    }

    @Test
    void aSourceThatIsGoneStopsThePipe() {
        flow.pipe("orders", "");
        flow.call("dynamodb", "DeleteTable", "{\"TableName\":\"orders\"}");
        time.advance(Duration.ofHours(25));
        passUntilStopped();
        assertThat(flow.describe("orders").path("StateReason").asText()).contains("not found");
    }
}
