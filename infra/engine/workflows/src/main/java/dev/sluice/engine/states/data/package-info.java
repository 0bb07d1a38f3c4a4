/**
 * The data of a state machine's run: paths, templates, intrinsic functions. Pure; depends on nothing of the engine but JSON.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.states.data;
