/**
 * Reads the members of a request under the constraints of AWS's models and refuses them in AWS's words. Depends on aws only.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.request;
