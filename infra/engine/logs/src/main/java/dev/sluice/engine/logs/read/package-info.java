/**
 * Reading log events: by stream, and filtered over a group. Depends on {@code logs.stream}.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.logs.read;
