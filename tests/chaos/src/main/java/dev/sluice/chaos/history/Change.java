package dev.sluice.chaos.history;

/**
 * Something that a client asked for and that must come out as an event.
 *
 * @param key names it, in the webhook's body too: {@code o-7 PAID} or {@code d-12}
 * @param tenant whose it is
 * @param order its place among the changes of the same row, from 0; -1 for a published event
 */
public record Change(String key, String tenant, int order) {

    /** The row, for changes of rows. */
    public String row() {
        return key.split(" ", 2)[0];
    }
}
