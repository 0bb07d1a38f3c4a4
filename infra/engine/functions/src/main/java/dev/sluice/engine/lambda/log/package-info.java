/**
 * Functions' logs, which go to CloudWatch Logs. Depends on lambda.run and the kernel.
 */
@NullMarked
package dev.sluice.engine.lambda.log;

import org.jspecify.annotations.NullMarked;
