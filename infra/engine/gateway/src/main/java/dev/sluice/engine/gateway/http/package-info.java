/** Serves HTTP APIs: route, throttle, authorizer, integration, response. */
@NullMarked
package dev.sluice.engine.gateway.http;

import org.jspecify.annotations.NullMarked;
