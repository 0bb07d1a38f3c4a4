package dev.sluice.engine.poll.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.poll.Outcome;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Partial batch responses</a> */
class BatchAnswerTest {

    private static final List<String> IDS = List.of("a", "b", "c");

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "{\"batchItemFailures\":null}", "{\"batchItemFailures\":[]}", "\"ok\""})
    void nothingNamedIsSuccess(String body) {
        assertThat(BatchAnswer.of(body, IDS)).isInstanceOf(Outcome.Done.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"batchItemFailures\":[{\"foo\":\"a\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"},{\"itemIdentifier\":\"z\"}]}",
                "{\"batchItemFailures\":\"a\"}",
                "{\"batchItemFailures\":"
            })
    void whatCannotBeUnderstoodFailsTheBatch(String body) {
        assertThat(BatchAnswer.of(body, IDS)).isInstanceOf(Outcome.Failed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"batchItemFailures\":[{\"itemIdentifier\":\"c\"},{\"itemIdentifier\":\"a\"}]}"})
    void namedItemsFail(String body) {
        assertThat(BatchAnswer.of(body, IDS))
                .isInstanceOfSatisfying(
                        Outcome.Partial.class,
                        partial -> assertThat(partial.failed()).isEqualTo(Set.of("a", "c")));
    }
}
