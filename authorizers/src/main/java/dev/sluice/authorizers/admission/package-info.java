/** Admission control: the gate between the ingress bus and the core bus. May use rules and AWS clients. */
@NullMarked
package dev.sluice.authorizers.admission;

import org.jspecify.annotations.NullMarked;
