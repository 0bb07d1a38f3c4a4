package dev.sluice.bench.subject;

/**
 * An operation of one of AWS's JSON protocols.
 *
 * @param service the name to sign for
 * @param target the {@code X-Amz-Target} header
 * @param version 1.0 or 1.1
 */
public record Operation(String service, String target, String version) {

    public static Operation events(String name) {
        return new Operation("events", "AWSEvents." + name, "1.1");
    }

    public static Operation sqs(String name) {
        return new Operation("sqs", "AmazonSQS." + name, "1.0");
    }

    public static Operation dynamoDb(String name) {
        return new Operation("dynamodb", "DynamoDB_20120810." + name, "1.0");
    }
}
