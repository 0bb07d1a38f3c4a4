package dev.sluice.engine.sqs.contract;

import dev.sluice.engine.aws.AwsException;
import java.util.Map;

/**
 * SQS's errors, by the names of its JSON protocol; {@link #QUERY_CODES} has the codes of the query protocol, which the JSON
 * protocol sends in a header and batches send per entry.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html">Common errors</a>
 */
public final class Errors {

    private static final String PREFIX = "AWS.SimpleQueueService.";
    private static final String INVALID_PARAMETER = "InvalidParameterValueException";

    /** Codes that differ between the protocols. */
    public static final Map<String, String> QUERY_CODES = Map.ofEntries(
            Map.entry("QueueDoesNotExist", PREFIX + "NonExistentQueue"),
            Map.entry("QueueNameExists", "QueueAlreadyExists"),
            Map.entry("QueueDeletedRecently", PREFIX + "QueueDeletedRecently"),
            Map.entry("PurgeQueueInProgress", PREFIX + "PurgeQueueInProgress"),
            Map.entry("TooManyEntriesInBatchRequest", PREFIX + "TooManyEntriesInBatchRequest"),
            Map.entry("EmptyBatchRequest", PREFIX + "EmptyBatchRequest"),
            Map.entry("BatchEntryIdsNotDistinct", PREFIX + "BatchEntryIdsNotDistinct"),
            Map.entry("BatchRequestTooLong", PREFIX + "BatchRequestTooLong"),
            Map.entry("InvalidBatchEntryId", PREFIX + "InvalidBatchEntryId"),
            Map.entry("MessageNotInflight", PREFIX + "MessageNotInflight"),
            Map.entry("UnsupportedOperation", PREFIX + "UnsupportedOperation"),
            Map.entry(INVALID_PARAMETER, "InvalidParameterValue"),
            Map.entry("MissingRequiredParameterException", "MissingParameter"),
            Map.entry("AccessDeniedException", "AccessDenied"));

    private Errors() {}

    public static String queryCode(String code) {
        return QUERY_CODES.getOrDefault(code, code);
    }

    /** {@code Value 11 for parameter MaxNumberOfMessages is invalid. Reason: ...} */
    public static AwsException invalid(String parameter, String value, String reason) {
        return parameter("Value " + value + " for parameter " + parameter + " is invalid. Reason: " + reason);
    }

    public static AwsException parameter(String message) {
        return AwsException.of(INVALID_PARAMETER, message);
    }

    public static AwsException missing(String parameter) {
        return AwsException.of(
                "MissingRequiredParameterException", "The request must contain the parameter " + parameter + ".");
    }

    public static AwsException attributeName(String message) {
        return AwsException.of("InvalidAttributeName", message);
    }

    public static AwsException attributeValue(String attribute, String reason) {
        return AwsException.of(
                "InvalidAttributeValue",
                "Invalid value for the parameter " + attribute + "." + (reason.isEmpty() ? "" : " Reason: " + reason));
    }

    public static AwsException noSuchQueue() {
        return AwsException.of("QueueDoesNotExist", "The specified queue does not exist.");
    }

    public static AwsException receiptHandle(String handle) {
        return AwsException.of(
                "ReceiptHandleIsInvalid", "The input receipt handle \"" + handle + "\" is not a valid receipt handle.");
    }
}
