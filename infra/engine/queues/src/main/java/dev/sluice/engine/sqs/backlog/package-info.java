/**
 * The messages of a queue: rows on disk, and in memory the order in which they are given out. Knows neither requests nor
 * queue attributes; depends on store, time and aws's signals.
 */
@NullMarked
package dev.sluice.engine.sqs.backlog;

import org.jspecify.annotations.NullMarked;
