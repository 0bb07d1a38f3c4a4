/**
 * Operations on tokens: those of programs, and those of visits to the portal.
 * Depends on api, application, resource and runtime.
 */
@NullMarked
package dev.sluice.delivery.api.access;

import org.jspecify.annotations.NullMarked;
