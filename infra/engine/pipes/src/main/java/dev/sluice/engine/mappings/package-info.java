/**
 * Lambda's event source mappings: functions that empty queues and follow streams. Depends on poll, aws, store and on operations
 * of lambda, sqs and the streams.
 */
@NullMarked
package dev.sluice.engine.mappings;

import org.jspecify.annotations.NullMarked;
