/** Ids that sort by the time at which they were made. Depends on nothing of ours. */
@NullMarked
package dev.sluice.delivery.api.id;

import org.jspecify.annotations.NullMarked;
