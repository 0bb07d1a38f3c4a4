/** The scenario that {@code sluice demo} runs with the example. */
@NullMarked
package dev.sluice.examples.commerce.demo;

import org.jspecify.annotations.NullMarked;
