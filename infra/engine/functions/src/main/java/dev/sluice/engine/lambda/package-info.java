/**
 * Lambda: functions in Java, run in this JVM. Depends on the kernel only; callers come through its operations.
 */
@NullMarked
package dev.sluice.engine.lambda;

import org.jspecify.annotations.NullMarked;
