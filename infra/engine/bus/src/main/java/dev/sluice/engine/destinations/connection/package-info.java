/**
 * Connections: how to authorise at a receiver. Their secrets live in Secrets Manager only; what is kept here can be shown.
 */
@NullMarked
package dev.sluice.engine.destinations.connection;

import org.jspecify.annotations.NullMarked;
