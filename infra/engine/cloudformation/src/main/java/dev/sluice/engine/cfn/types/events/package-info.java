/**
 * EventBridge's resource types. They call the service {@code events} as a client would.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.cfn.types.events;
