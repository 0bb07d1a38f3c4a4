/**
 * Log groups: their life, retention, tags, and the resource policies that let AWS services write to them. Depends on aws and store only.
 */
@NullMarked
package dev.sluice.engine.logs.group;

import org.jspecify.annotations.NullMarked;
