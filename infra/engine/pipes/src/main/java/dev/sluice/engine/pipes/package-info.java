/**
 * EventBridge Pipes: the API over the pipes, and the pipes that run. Depends on poll, aws, store and the rules' patterns.
 */
@NullMarked
package dev.sluice.engine.pipes;

import org.jspecify.annotations.NullMarked;
