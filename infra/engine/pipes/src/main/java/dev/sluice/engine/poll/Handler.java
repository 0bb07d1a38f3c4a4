package dev.sluice.engine.poll;

import java.util.List;

/** What is done with what a poller reads. Called on worker threads; implementations are thread-safe. */
public interface Handler {

    /** Works on a batch; an exception counts as an internal failure. */
    Outcome process(Batch batch);

    /**
     * Puts a batch where given-up records go; the poller moves on past it when this returns.
     *
     * @throws RuntimeException if that was not possible: it will be tried again
     */
    void discard(Batch batch, Condition condition);

    /**
     * A batch could not be put where it was to be put.
     *
     * @param last whether its records have expired, so that it will not be tried again: the poller moves on past it
     */
    default void discardFailed(Batch batch, Condition condition, Fault fault, boolean last) {}

    /** Reports records that no filter matched. */
    void filtered(List<Polled> items);

    /** The source was read, whether or not it had anything. */
    default void sourceRead() {}

    /** The source could not be read. */
    default void sourceFailed(Fault fault) {}
}
