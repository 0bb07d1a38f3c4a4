/**
 * CloudWatch: what the service {@code monitoring} offers, put together from its parts. Depends on aws, metrics and store.
 */
@NullMarked
package dev.sluice.engine.monitoring;

import org.jspecify.annotations.NullMarked;
