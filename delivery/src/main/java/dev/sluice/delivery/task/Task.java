package dev.sluice.delivery.task;

import java.time.Instant;
import java.util.Map;

/**
 * Something that takes longer than most requests, and what became of it.
 *
 * @param id begins with {@code qtask_}
 * @param kind such as {@code endpoint.recover}
 * @param data what was asked for and how far it got, for the caller's eyes
 */
public record Task(String id, String kind, Status status, Map<String, String> data, Instant updatedAt) {

    /** How far it is. */
    public enum Status {
        RUNNING("running"),
        FINISHED("finished"),
        FAILED("failed");

        private final String text;

        Status(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    public Task {
        data = Map.copyOf(data);
    }
}
