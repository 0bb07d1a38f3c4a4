/**
 * What every AWS service of the engine shares: callers, operations, errors, and in-process calls. Depends on store, time, iam and trace only.
 */
@NullMarked
package dev.sluice.engine.aws;

import org.jspecify.annotations.NullMarked;
