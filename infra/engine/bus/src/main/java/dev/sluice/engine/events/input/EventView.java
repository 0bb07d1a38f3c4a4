package dev.sluice.engine.events.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.events.put.BusEvent;
import dev.sluice.engine.request.Json;
import dev.sluice.rules.json.Reading;
import org.jspecify.annotations.Nullable;

/** An event as one rule sees it; its JSON is parsed when a part of it is first needed. Not thread-safe. */
public final class EventView {

    private final BusEvent event;
    private final String ruleArn;
    private final String ruleName;
    private @Nullable JsonNode node;

    public EventView(BusEvent event, String ruleArn, String ruleName) {
        this.event = event;
        this.ruleArn = ruleArn;
        this.ruleName = ruleName;
    }

    BusEvent event() {
        return event;
    }

    String ruleArn() {
        return ruleArn;
    }

    String ruleName() {
        return ruleName;
    }

    /**
     * The envelope.
     *
     * @throws UnreadableEventException if it has no tree
     */
    public JsonNode node() {
        if (node == null) {
            try {
                node = Json.parse(event.text());
            } catch (JsonProcessingException e) {
                throw new UnreadableEventException(Reading.words(e), e);
            }
        }
        return node;
    }
}
