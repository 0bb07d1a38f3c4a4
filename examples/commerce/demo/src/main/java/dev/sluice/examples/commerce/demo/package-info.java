/** What {@code sluice demo} shows with the example. */
@NullMarked
package dev.sluice.examples.commerce.demo;

import org.jspecify.annotations.NullMarked;
