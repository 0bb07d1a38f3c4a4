/** How many requests an endpoint has at a time, and when it gets none for a while. */
@NullMarked
package dev.sluice.delivery.send.limit;

import org.jspecify.annotations.NullMarked;
