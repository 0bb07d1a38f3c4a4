package dev.sluice.engine.lambda.log;

import java.time.Instant;

/** One line of a function's log. */
public record LogLine(Instant at, String text) {}
