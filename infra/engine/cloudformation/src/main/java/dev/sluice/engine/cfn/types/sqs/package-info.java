/**
 * SQS's resource types. They call the service {@code sqs} as a client would.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.cfn.types.sqs;
