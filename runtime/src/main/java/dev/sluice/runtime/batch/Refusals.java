package dev.sluice.runtime.batch;

import java.util.Set;

/** The error codes with which DynamoDB and SQS refuse what a request holds, so that a part of it may be taken. */
public final class Refusals {

    private static final Set<String> CODES = Set.of(
            "ValidationException",
            "SerializationException",
            "InvalidMessageContents",
            "InvalidParameterValue",
            "AWS.SimpleQueueService.BatchRequestTooLong");

    private Refusals() {}

    /** False if the service is unavailable, throttles or denies access: a smaller request would fare no better. */
    public static boolean has(String code) {
        return CODES.contains(code);
    }
}
