/** Answers of DynamoDB that a client must be ready for and that this machine gives on demand only. Depends on nothing. */
@NullMarked
package dev.sluice.engine.dynamodb.fault;

import org.jspecify.annotations.NullMarked;
