/**
 * Where a pipe's events go: one class for each kind of target, each of which calls the target's own operation as the pipe's
 * role. Depends on poll, templates and aws.
 */
@NullMarked
package dev.sluice.engine.pipes.target;

import org.jspecify.annotations.NullMarked;
