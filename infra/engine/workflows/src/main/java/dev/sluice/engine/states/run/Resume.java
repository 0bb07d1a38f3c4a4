package dev.sluice.engine.states.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.request.Json;
import java.time.Instant;

/**
 * Where an execution goes on after a restart. A task that was under way is done again: at least once, as everywhere here.
 *
 * @param until not before this, epoch milliseconds; 0 for at once
 * @param counts attempts by the position of their retrier; empty for a state that begins
 * @param waited whether {@code until} is the end of the state's own wait
 */
record Resume(String state, JsonNode input, long until, int[] counts, boolean waited) {

    static Resume at(String state, JsonNode input) {
        return new Resume(state, input, 0, new int[0], false);
    }

    Resume later(Instant at, int[] attempts) {
        return new Resume(state, input, at.toEpochMilli(), attempts.clone(), false);
    }

    Resume waiting(Instant at) {
        return new Resume(state, input, at.toEpochMilli(), counts, true);
    }

    String text() {
        ObjectNode node = Json.object().put("state", state).put("until", until).put("waited", waited);
        node.set("input", input);
        ArrayNode attempts = node.putArray("counts");
        for (int count : counts) {
            attempts.add(count);
        }
        return Json.text(node);
    }

    static Resume parse(String text) {
        JsonNode node = Json.parseTrusted(text);
        int[] counts = new int[node.path("counts").size()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = node.path("counts").get(i).asInt();
        }
        return new Resume(
                node.path("state").asText(),
                node.path("input"),
                node.path("until").asLong(),
                counts,
                node.path("waited").asBoolean());
    }
}
