/**
 * API destinations: EventBridge calls HTTPS endpoints with the credentials of a connection. {@link dev.sluice.engine.destinations.Destinations}
 * is what rules and pipes call; its operations are part of the service {@code events}.
 */
@NullMarked
package dev.sluice.engine.destinations;

import org.jspecify.annotations.NullMarked;
