/**
 * The bricks of the stack: queues, functions, roles, rules and alarms, each as this stack wants them everywhere. Knows neither the
 * catalog nor what the bricks are for.
 */
@NullMarked
package dev.sluice.cdk.parts;

import org.jspecify.annotations.NullMarked;
