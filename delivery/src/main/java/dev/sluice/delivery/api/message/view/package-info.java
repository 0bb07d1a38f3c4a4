/** Messages and attempts as the API reads and shows them. */
@NullMarked
package dev.sluice.delivery.api.message.view;

import org.jspecify.annotations.NullMarked;
