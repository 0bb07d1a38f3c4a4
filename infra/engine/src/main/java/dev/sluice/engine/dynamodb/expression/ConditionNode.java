package dev.sluice.engine.dynamodb.expression;

/** A part of a condition expression: something to compare, or something that holds or not. */
sealed interface ConditionNode permits Condition, Operand {}
