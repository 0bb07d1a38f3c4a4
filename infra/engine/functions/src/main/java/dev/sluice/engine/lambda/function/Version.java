package dev.sluice.engine.lambda.function;

/**
 * One version of a function.
 *
 * @param number {@code $LATEST} or a number
 * @param revision changes whenever the version does
 * @param modified as AWS prints it: {@code 2026-11-25T12:00:00.000+0000}
 */
public record Version(String number, Settings settings, String revision, String modified) {}
