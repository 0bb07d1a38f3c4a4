package dev.sluice.delivery.endpoint.table;

import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Transactions that somebody else may have been faster than. */
public final class Transactions {

    private static final String REFUSED = "ConditionalCheckFailed";
    private static final Set<String> EXPECTED = Set.of("None", REFUSED, "TransactionConflict");

    private Transactions() {}

    /**
     * Writes all or nothing.
     *
     * @return nothing if it was written, otherwise the code of each write
     * @throws TransactionCanceledException if a write failed for another reason than a condition or a conflict
     */
    public static List<String> write(DynamoDbClient client, List<TransactWriteItem> writes) {
        try {
            client.transactWriteItems(write -> write.transactItems(writes));
            return List.of();
        } catch (TransactionCanceledException e) {
            List<String> codes = e.cancellationReasons().stream()
                    .map(CancellationReason::code)
                    .toList();
            if (EXPECTED.containsAll(codes)) {
                return codes;
            }
            throw e;
        }
    }

    /** Whether this code says that the write's condition did not hold. */
    public static boolean isRefusal(String code) {
        return code.equals(REFUSED);
    }
}
