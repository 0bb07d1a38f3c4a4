/**
 * Delivery of matched events to the targets of their rules: durable, retried, dead-lettered, each target on its own budget.
 * Depends on the kernel, on bus, rule, put and input; other services are called through the kernel or through the ports here.
 */
@NullMarked
package dev.sluice.engine.events.delivery;

import org.jspecify.annotations.NullMarked;
