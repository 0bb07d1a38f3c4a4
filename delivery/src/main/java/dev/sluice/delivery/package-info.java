/**
 * Registered webhooks as four Lambda functions: the control-plane API, the endpoint registry, the dispatcher and the sender. The handlers here only put
 * the packages below together; they depend on the rules and nothing else of ours.
 */
@NullMarked
package dev.sluice.delivery;

import org.jspecify.annotations.NullMarked;
