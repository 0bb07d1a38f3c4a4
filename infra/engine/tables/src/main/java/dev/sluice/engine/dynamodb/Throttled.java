package dev.sluice.engine.dynamodb;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.store.StoreBusyException;

/** Asks clients to back off when the store cannot keep up, in the words that make every SDK retry. */
record Throttled(Operation operation) implements Operation {

    @Override
    public Response call(Request request) {
        try {
            return operation.call(request);
        } catch (StoreBusyException e) {
            throw AwsException.of(
                    "ProvisionedThroughputExceededException",
                    "The engine's store cannot keep up with the writes. Consider retrying with back-off.");
        }
    }
}
