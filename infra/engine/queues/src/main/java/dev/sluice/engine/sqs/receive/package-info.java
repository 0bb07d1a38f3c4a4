/**
 * Receiving, deleting and hiding messages. Depends on {@code sqs.message}, {@code queue} and {@code backlog}.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.sqs.receive;
