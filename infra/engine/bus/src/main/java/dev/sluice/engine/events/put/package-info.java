/**
 * Ingestion: PutEvents, the envelope, matching, and the one write that accepts an event. Depends on the kernel, on bus, rule and request.
 */
@NullMarked
package dev.sluice.engine.events.put;

import org.jspecify.annotations.NullMarked;
