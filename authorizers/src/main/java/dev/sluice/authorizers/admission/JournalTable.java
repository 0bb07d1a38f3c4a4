package dev.sluice.authorizers.admission;

import dev.sluice.rules.event.Metadata;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The journal in DynamoDB. An entry is kept for thirty days. */
final class JournalTable implements Journal {

    private static final int ENTRIES = 25;
    private static final int TRIES = 8;
    private static final Duration KEPT = Duration.ofDays(30);

    private final String table;
    private final DynamoDbClient client;

    JournalTable(Map<String, String> environment) {
        this.table = environment.getOrDefault("JOURNAL_TABLE", "");
        this.client = AwsClients.build(
                DynamoDbClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()), environment);
    }

    @Override
    public void write(List<Verdict> verdicts, Instant at) {
        // One batch may not hold the same key twice: a redelivered event counts by its last verdict.
        Map<String, WriteRequest> byId = new LinkedHashMap<>();
        for (Verdict verdict : verdicts) {
            Map<String, AttributeValue> item = item(verdict, at);
            AttributeValue id = item.get("id");
            byId.put(
                    id == null ? "" : id.s(),
                    WriteRequest.builder().putRequest(put -> put.item(item)).build());
        }
        List<WriteRequest> writes = List.copyOf(byId.values());
        for (int from = 0; from < writes.size(); from += ENTRIES) {
            write(writes.subList(from, Math.min(writes.size(), from + ENTRIES)));
        }
    }

    private void write(List<WriteRequest> writes) {
        Map<String, List<WriteRequest>> left = Map.of(table, new ArrayList<>(writes));
        for (int i = 0; i < TRIES && !left.isEmpty(); i++) {
            Map<String, List<WriteRequest>> items = left;
            BatchWriteItemResponse response = client.batchWriteItem(batch -> batch.requestItems(items));
            left = response.unprocessedItems();
        }
        if (!left.isEmpty()) {
            throw new IllegalStateException("the journal could not take all verdicts in " + TRIES + " tries");
        }
    }

    private static Map<String, AttributeValue> item(Verdict verdict, Instant at) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (verdict instanceof Verdict.Admitted admitted) {
            Metadata metadata = admitted.event().metadata();
            texts.put("id", metadata.id());
            texts.put("verdict", "admitted");
            texts.put("source", admitted.event().source());
            texts.put("type", admitted.event().detailType());
            texts.put("account", metadata.sourceAccount().orElse(""));
            texts.put("tenant", metadata.tenant());
        } else if (verdict instanceof Verdict.Rejected rejected) {
            texts.put("id", rejected.id());
            texts.put("verdict", "rejected");
            texts.put("reason", rejected.reason().name());
            texts.put("detail", rejected.detail());
            texts.put("source", rejected.source());
            texts.put("type", rejected.type());
            texts.put("account", rejected.account());
        }
        texts.put("entry", "0#admission");
        texts.put("at", at.toString());
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        texts.forEach((name, value) -> item.put(name, AttributeValue.fromS(value)));
        item.put("expiresAt", AttributeValue.fromN(Long.toString(at.plus(KEPT).getEpochSecond())));
        return item;
    }
}
