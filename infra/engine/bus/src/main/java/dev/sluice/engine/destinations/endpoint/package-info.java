/**
 * API destinations as resources: where to call, how, and how often. A destination is active while its connection is authorised.
 */
@NullMarked
package dev.sluice.engine.destinations.endpoint;

import org.jspecify.annotations.NullMarked;
