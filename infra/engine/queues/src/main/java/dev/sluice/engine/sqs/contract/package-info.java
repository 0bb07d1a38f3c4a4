/**
 * The limits and errors of SQS, in one place. Depends on aws only.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.sqs.contract;
