/** Sluice: cdk. */
@org.jspecify.annotations.NullMarked
package dev.sluice.cdk;
