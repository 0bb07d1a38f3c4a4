package dev.sluice.engine.dynamodb.batch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.request.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Why a transaction was cancelled, write by write. */
public final class Cancellation {

    private static final Map<String, String> CODES = Map.of(
            "ConditionalCheckFailedException", "ConditionalCheckFailed",
            "ValidationException", "ValidationError");

    private Cancellation() {}

    static AwsException of(List<Optional<AwsException>> failures) {
        ArrayNode reasons = Json.array();
        List<String> codes = new ArrayList<>();
        for (Optional<AwsException> failure : failures) {
            ObjectNode reason = reasons.addObject();
            reason.put("Code", "None");
            failure.ifPresent(e -> describe(e, reason));
            codes.add(reason.path("Code").asText());
        }
        return AwsException.of(
                        "TransactionCanceledException",
                        "Transaction cancelled, please refer cancellation reasons for specific reasons ["
                                + String.join(", ", codes) + "]")
                .with("CancellationReasons", reasons);
    }

    private static void describe(AwsException failure, ObjectNode reason) {
        String code = CODES.get(failure.code());
        if (code == null) {
            throw failure;
        }
        reason.put("Code", code).put("Message", failure.message());
        if (failure.members().has("Item")) {
            reason.set("Item", failure.members().get("Item"));
        }
    }
}
