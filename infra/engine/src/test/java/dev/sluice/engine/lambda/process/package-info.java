/** Tests of what is read from functions' processes. */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.lambda.process;
