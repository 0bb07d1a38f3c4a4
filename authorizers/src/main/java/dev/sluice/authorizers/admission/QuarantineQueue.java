package dev.sluice.authorizers.admission;

import dev.sluice.rules.json.StorableText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** The quarantine as a queue: the original event as body, the reason as message attributes. */
final class QuarantineQueue implements Quarantine {

    private static final int ENTRIES = 10;
    private static final int BYTES = 900_000;

    private final String url;
    private final SqsClient client;

    QuarantineQueue(Map<String, String> environment) {
        this.url = environment.getOrDefault("QUARANTINE_QUEUE_URL", "");
        this.client =
                AwsClients.build(SqsClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()), environment);
    }

    @Override
    public void keep(List<Case> cases) {
        List<SendMessageBatchRequestEntry> batch = new ArrayList<>();
        int bytes = 0;
        for (Case one : cases) {
            int size = one.original().getBytes(StandardCharsets.UTF_8).length;
            if (batch.size() == ENTRIES || !batch.isEmpty() && bytes + size > BYTES) {
                send(batch);
                batch.clear();
                bytes = 0;
            }
            batch.add(entry(batch.size(), one));
            bytes += size;
        }
        if (!batch.isEmpty()) {
            send(batch);
        }
    }

    private void send(List<SendMessageBatchRequestEntry> batch) {
        SendMessageBatchResponse response =
                client.sendMessageBatch(request -> request.queueUrl(url).entries(batch));
        if (response.hasFailed() && !response.failed().isEmpty()) {
            throw new IllegalStateException(
                    "the quarantine refused " + response.failed().size() + " events: "
                            + response.failed().get(0).message());
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
                            .stringValue(StorableText.limited(value, AdmissionControl.DETAIL_CHARACTERS))
                            .build());
        }
    }
}
