package dev.sluice.engine.dynamodb.expression.token;

import dev.sluice.engine.aws.AwsException;

/** The request members that hold expressions; errors name them. */
public enum Kind {
    CONDITION("ConditionExpression"),
    FILTER("FilterExpression"),
    KEY_CONDITION("KeyConditionExpression"),
    PROJECTION("ProjectionExpression"),
    UPDATE("UpdateExpression");

    private final String member;

    Kind(String member) {
        this.member = member;
    }

    public String member() {
        return member;
    }

    public AwsException invalid(String problem) {
        return AwsException.validation("Invalid " + member + ": " + problem);
    }
}
