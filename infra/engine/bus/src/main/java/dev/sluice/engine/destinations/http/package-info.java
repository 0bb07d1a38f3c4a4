/**
 * One HTTP call as EventBridge makes it: what is sent, to which addresses it may go, and what is read back. Knows no connection.
 */
@NullMarked
package dev.sluice.engine.destinations.http;

import org.jspecify.annotations.NullMarked;
