/**
 * The Security Token Service: who am I, and sessions of roles. Depends on aws and iam.
 */
@NullMarked
package dev.sluice.engine.sts;

import org.jspecify.annotations.NullMarked;
