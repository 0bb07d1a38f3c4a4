package dev.sluice.chaos.receivers;

/** How a receiver behaves. */
public enum Mood {
    /** Answers 204. */
    WELL,
    /** Answers 503. */
    FAILING,
    /** Closes the connection with a reset, before it read anything. */
    RESETTING,
    /** Takes the request and does not answer for some seconds. */
    HANGING,
    /** Answers a byte at a time. */
    DRIPPING,
    /** Takes the request, answers 200, announces more than it sends, and closes. */
    HALF,
    /** Takes the request, and the engine is killed before the answer arrives. */
    KILLING
}
