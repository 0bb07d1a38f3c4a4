/**
 * What buses log of each step an event takes, for those who turned logging on: records in the published schema, handed to vended
 * log delivery. Nothing here is on an event's way: records are made and delivered on a thread of their own, at best effort, as on AWS.
 */
@NullMarked
package dev.sluice.engine.events.log;

import org.jspecify.annotations.NullMarked;
