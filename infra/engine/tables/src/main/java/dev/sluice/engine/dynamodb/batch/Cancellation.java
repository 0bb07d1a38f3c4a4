package dev.sluice.engine.dynamodb.batch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.dynamodb.item.Keys;
import dev.sluice.engine.dynamodb.table.Input;
import dev.sluice.engine.request.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Why a transaction was cancelled, write by write. */
public final class Cancellation {

    private static final Map<String, String> CODES = Map.of(
            "ConditionalCheckFailedException", "ConditionalCheckFailed",
            "ValidationException", "ValidationError");

    private Cancellation() {}

    /**
     * Reads each element of a transaction.
     *
     * @throws AwsException TransactionCanceledException if keys do not fit the schema of their tables; any other fault of an
     *     element is the request's
     */
    static <T> List<T> unlessAllFit(List<Input> elements, Function<Input, T> read) {
        List<T> all = new ArrayList<>();
        List<Optional<AwsException>> failures = new ArrayList<>();
        for (Input element : elements) {
            try {
                all.add(read.apply(element));
                failures.add(Optional.empty());
            } catch (Keys.Mismatch e) {
                failures.add(Optional.of(e));
            }
        }
        if (all.size() < elements.size()) {
            throw of(failures);
        }
        return all;
    }

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
