package dev.sluice.examples.commerce.processing;

/** How a job ended. Both endings change the row, and so become events. */
sealed interface Outcome {

    /**
     * Done.
     *
     * @param words how many words the text has
     * @param characters how many Unicode characters the text has
     */
    record Completed(int words, int characters) implements Outcome {}

    /**
     * Impossible, however often it is tried.
     *
     * @param reason what the customer must change
     */
    record Failed(String reason) implements Outcome {}
}
