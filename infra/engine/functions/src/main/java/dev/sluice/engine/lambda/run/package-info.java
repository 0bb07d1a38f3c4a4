/**
 * Runs functions in this JVM: class loaders, instances, concurrency, deadlines. Depends on lambda.function and the kernel.
 */
@NullMarked
package dev.sluice.engine.lambda.run;

import org.jspecify.annotations.NullMarked;
