/**
 * CloudWatch Logs: what the service {@code logs} offers, put together from its parts. Depends on aws, iam and store.
 */
@NullMarked
package dev.sluice.engine.logs;

import org.jspecify.annotations.NullMarked;
