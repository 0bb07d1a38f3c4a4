package dev.sluice.bench.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bench.report.Result;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.options.TimeValue;

class FunctionsBenchTest {

    @Test
    void eachFunctionHasItsTimeAndWhatItAllocates() throws Exception {
        Result result = FunctionsBench.run(1, TimeValue.milliseconds(20), 0);
        for (String function :
                new String[] {"transform one record", "admit one event", "dispatch one event", "sign one webhook"}) {
            assertThat(result.value(function)).as(function).isPositive();
            assertThat(result.value(function + ", allocated")).as(function).isPositive();
        }
    }
}
