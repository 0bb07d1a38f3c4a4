/**
 * Reads the members of a request under the constraints of AWS's models and refuses them in AWS's words. Depends on aws only.
 */
@NullMarked
package dev.sluice.engine.events.request;

import org.jspecify.annotations.NullMarked;
