/**
 * Changes of rows made into events, as pure functions behind a Lambda handler. May use rules; AWS clients only in the
 * example's packages below.
 */
@NullMarked
package dev.sluice.transformers;

import org.jspecify.annotations.NullMarked;
