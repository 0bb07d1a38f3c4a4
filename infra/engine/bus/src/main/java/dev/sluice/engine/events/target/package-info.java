/**
 * The targets of rules, what is sent to them, and how an attempt can end. Depends on the kernel, on bus, rule and put.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.events.target;
