/**
 * Loads a function's classes and calls its handler. Depends on lambda.function, lambda.process and the kernel.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.lambda.handler;
