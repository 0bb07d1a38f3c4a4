/**
 * DynamoDB's expressions: parsed once per request into records, then evaluated on items. Depends on {@code dynamodb.value} and {@code aws} only.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.html">Expressions</a>
 */
@NullMarked
package dev.sluice.engine.dynamodb.expression;

import org.jspecify.annotations.NullMarked;
