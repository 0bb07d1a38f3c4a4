/**
 * Messages as they come from queues and go to queues, and what a delivery looks like as one.
 * Depends on the JSON of the rules only.
 */
@NullMarked
package dev.sluice.delivery.queue;

import org.jspecify.annotations.NullMarked;
