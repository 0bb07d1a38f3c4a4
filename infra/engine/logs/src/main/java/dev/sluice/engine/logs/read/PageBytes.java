package dev.sluice.engine.logs.read;

import dev.sluice.engine.logs.stream.LogEvent;
import java.util.List;

/** How many events fit into one answer: about 1 MB, and always one. */
public final class PageBytes {

    private static final int MOST = 1 << 20;

    private PageBytes() {}

    static List<LogEvent> fit(List<LogEvent> events) {
        long bytes = 0;
        for (int i = 0; i < events.size(); i++) {
            bytes += events.get(i).message().length() + 26L;
            if (bytes > MOST && i > 0) {
                return events.subList(0, i);
            }
        }
        return events;
    }
}
