package dev.sluice.engine.pipes.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.pipes.template.View;
import dev.sluice.engine.poll.Fault;
import java.util.List;

/**
 * What a pipe asks before it calls its target. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/pipes-enrichment.html">Enrichment</a>
 */
interface Enrichment {

    /** What came of it. */
    sealed interface Answer {

        /** These events go on; none if the target is to be skipped. */
        record Events(List<JsonNode> events) implements Answer {}

        record Failed(Fault fault) implements Answer {}
    }

    /**
     * @param first the first event, before its template: what HTTP parameters look into
     * @throws dev.sluice.engine.aws.AwsException if it could not be asked
     */
    Answer ask(View first, List<JsonNode> payloads);
}
