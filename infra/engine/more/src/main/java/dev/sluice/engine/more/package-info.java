/** Services that only other people's templates and clients call: Sluice's own stack runs without this module. */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.more;
