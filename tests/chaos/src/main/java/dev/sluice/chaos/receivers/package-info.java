/** Customers' receivers that verify, record, and misbehave when they are told to. */
@NullMarked
package dev.sluice.chaos.receivers;

import org.jspecify.annotations.NullMarked;
