package dev.sluice.engine.states.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.states.data.StateError;
import org.jspecify.annotations.Nullable;

/** The states of the machine or of one branch, and who waits for their end. */
final class Level {

    /** Who waits. */
    interface Done {
        void succeeded(JsonNode output);

        void failed(StateError error);
    }

    final JsonNode states;
    final Done done;
    /** What {@code $$.Map.Item} is; null outside of maps. */
    final @Nullable JsonNode item;

    private final @Nullable Level parent;
    private volatile boolean over;

    Level(JsonNode states, @Nullable Level parent, @Nullable JsonNode item, Done done) {
        this.states = states;
        this.parent = parent;
        this.item = item;
        this.done = done;
    }

    boolean top() {
        return parent == null;
    }

    /** Nothing of this level goes on. */
    void stop() {
        over = true;
    }

    boolean stopped() {
        return over || parent != null && parent.stopped();
    }
}
