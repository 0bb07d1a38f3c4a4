package dev.sluice.rules.schema;

/**
 * One thing wrong with an event's data.
 *
 * @param pointer JSON pointer of the place in the data; empty for the whole
 * @param message what is wrong there
 */
public record Violation(String pointer, String message) {}
