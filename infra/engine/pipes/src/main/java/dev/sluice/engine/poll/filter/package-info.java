/**
 * The filters of pipes and event source mappings. Depends on the rules' patterns.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.poll.filter;
