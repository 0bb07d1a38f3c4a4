package dev.sluice.engine.dynamodb.expression.condition;

/** A part of a condition expression: something to compare, or something that holds or not. */
public sealed interface ConditionNode permits Condition, Operand {}
