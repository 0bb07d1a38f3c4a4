package dev.sluice.engine.events.lane;

import dev.sluice.engine.events.target.Delivery;
import java.util.List;

/** Where the workers of one lane take their work from. Thread-safe. */
public interface Backlog {

    /** Takes up to {@code most} deliveries; they are handed out to no one else until {@link #done}. Empty if there are none now. */
    List<Delivery> take(int most);

    /** Whether it is worth taking; quick. */
    boolean hasMore();

    /** The deliveries are off the table, or due at another time. */
    void done(List<Delivery> deliveries);
}
