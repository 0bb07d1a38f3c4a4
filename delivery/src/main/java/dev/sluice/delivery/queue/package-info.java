/**
 * Messages as they come from queues and go to queues, and what a delivery looks like as one.
 * Depends on runtime and the rules.
 */
@NullMarked
package dev.sluice.delivery.queue;

import org.jspecify.annotations.NullMarked;
