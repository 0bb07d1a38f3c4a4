/** Tasks that go on after the request that started them was answered. */
@NullMarked
package dev.sluice.delivery.task;

import org.jspecify.annotations.NullMarked;
