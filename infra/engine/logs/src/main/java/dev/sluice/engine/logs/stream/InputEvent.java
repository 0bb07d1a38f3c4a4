package dev.sluice.engine.logs.stream;

/**
 * An event to be stored.
 *
 * @param at epoch milliseconds
 * @param bytes what AWS counts for it: the UTF-8 bytes of the message and 26
 */
record InputEvent(long at, String message, int bytes) {}
