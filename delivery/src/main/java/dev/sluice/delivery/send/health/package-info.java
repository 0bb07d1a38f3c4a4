/** What an attempt's answer means: when to try again, and when an endpoint is to be disabled. */
@NullMarked
package dev.sluice.delivery.send.health;

import org.jspecify.annotations.NullMarked;
