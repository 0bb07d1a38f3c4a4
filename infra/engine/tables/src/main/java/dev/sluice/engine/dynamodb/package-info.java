/**
 * DynamoDB and DynamoDB Streams on the engine's store: the services as clients and the engine see them. Depends on the kernel
 * and on its own subpackages; other services use it through operations and the kernel's signals.
 */
@NullMarked
package dev.sluice.engine.dynamodb;

import org.jspecify.annotations.NullMarked;
