/** Customers' receivers that verify, record and, on demand, misbehave. */
@NullMarked
package dev.sluice.chaos.receivers;

import org.jspecify.annotations.NullMarked;
