package dev.sluice.authorizers.admission;

import dev.sluice.rules.event.Identifier;
import dev.sluice.rules.json.Json;
import dev.sluice.runtime.Clients;
import dev.sluice.runtime.batch.Chunks;
import dev.sluice.runtime.batch.Halves;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * The quarantine as a queue: the original event as body, the reason as message attributes. An original that the queue refuses is
 * kept as what can be kept of it, for the reason must not be lost, nor hold up the others.
 */
final class QuarantineQueue implements Quarantine {

    private static final int ENTRIES = 10;
    private static final int BYTES = 900_000;
    private static final int BEGINNING = 1_000;

    private final String url;
    private final SqsClient client;

    QuarantineQueue(SqsClient client, String url) {
        this.client = client;
        this.url = url;
    }

    @Override
    public void keep(List<Case> cases) {
        Chunks.of(cases, ENTRIES, BYTES, one -> one.original().getBytes(StandardCharsets.UTF_8).length)
                .forEach(this::send);
    }

    private void send(List<Case> batch) {
        Halves.each(
                batch,
                part -> request(part, this::remains),
                Clients::isRefusal,
                (one, cause) -> remains(one, String.valueOf(cause.getMessage())));
    }

    private void remains(Case one, String reason) {
        String kept = Json.text(Json.object()
                .put("notKept", "the queue refuses the original: " + reason)
                .put("characters", one.original().length())
                .put("beginning", Identifier.shown(one.original(), BEGINNING)));
        request(List.of(new Case(one.verdict(), kept)), (again, failure) -> {
            throw new IllegalStateException("the quarantine refuses an event: " + failure);
        });
    }

    private void request(List<Case> cases, BiConsumer<Case, String> refused) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>(cases.size());
        cases.forEach(one -> entries.add(entry(entries.size(), one)));
        for (BatchResultErrorEntry failed : client.sendMessageBatch(
                        request -> request.queueUrl(url).entries(entries))
                .failed()) {
            if (!Boolean.TRUE.equals(failed.senderFault())) {
                throw new IllegalStateException("the quarantine could not take an event: " + failed.message());
            }
            refused.accept(cases.get(Integer.parseInt(failed.id())), failed.code() + ": " + failed.message());
        }
    }

    static SendMessageBatchRequestEntry entry(int number, Case one) {
        Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
        put(attributes, "reason", one.verdict().reason().name());
        put(attributes, "detail", one.verdict().detail());
        put(attributes, "eventId", one.verdict().id());
        put(attributes, "source", one.verdict().source());
        put(attributes, "account", one.verdict().account());
        return SendMessageBatchRequestEntry.builder()
                .id(Integer.toString(number))
                .messageBody(one.original())
                .messageAttributes(attributes)
                .build();
    }

    private static void put(Map<String, MessageAttributeValue> attributes, String name, String value) {
        if (!value.isEmpty()) {
            attributes.put(
                    name,
                    MessageAttributeValue.builder()
                            .dataType("String")
                            .stringValue(value)
                            .build());
        }
    }
}
