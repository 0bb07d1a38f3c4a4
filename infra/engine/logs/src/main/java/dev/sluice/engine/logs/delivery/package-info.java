/**
 * Vended log delivery: sources (a bus and a kind of log), destinations, and the deliveries that join the two. What a service
 * logs is written to the log groups that deliveries lead to, by the delivery service's own principal and the account's policies.
 */
@NullMarked
package dev.sluice.engine.logs.delivery;

import org.jspecify.annotations.NullMarked;
