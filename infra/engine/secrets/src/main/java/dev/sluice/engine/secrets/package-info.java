/**
 * Secrets Manager: secrets with versions and staging labels, encrypted at rest. The sealing of values is shared with the
 * parameter store.
 */
@NullMarked
package dev.sluice.engine.secrets;

import org.jspecify.annotations.NullMarked;
