/**
 * The order in which a queue gives out its messages: by group, by fair share, by time. Pure; depends on nothing of the engine.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.sqs.order;
