package dev.sluice.delivery.queue;

import dev.sluice.delivery.runtime.Clients;
import dev.sluice.rules.batch.Halves;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * A queue of SQS.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html">SendMessageBatch</a>
 */
public final class SqsQueue implements Queue {

    private static final int ENTRIES = 10;
    /** SQS takes 1 MiB in one batch; the rest is room for what it counts and we do not. */
    private static final int BYTES = 1_000_000;

    private final SqsClient client;
    private final String url;

    public SqsQueue(SqsClient client, String url) {
        this.client = client;
        this.url = url;
    }

    @Override
    public Map<Integer, String> send(List<Outgoing> messages) {
        Map<Integer, String> refused = new TreeMap<>();
        List<SendMessageBatchRequestEntry> batch = new ArrayList<>(ENTRIES);
        int bytes = 0;
        for (int i = 0; i < messages.size(); i++) {
            Outgoing message = messages.get(i);
            int size = message.bytes();
            if (batch.size() == ENTRIES || !batch.isEmpty() && bytes + size > BYTES) {
                send(batch, refused);
                batch.clear();
                bytes = 0;
            }
            batch.add(entry(i, message));
            bytes += size;
        }
        if (!batch.isEmpty()) {
            send(batch, refused);
        }
        return refused;
    }

    private void send(List<SendMessageBatchRequestEntry> batch, Map<Integer, String> refused) {
        try {
            Halves.each(
                    List.copyOf(batch),
                    part -> client.sendMessageBatch(
                                    request -> request.queueUrl(url).entries(part))
                            .failed()
                            .forEach(failed ->
                                    refused.put(Integer.valueOf(failed.id()), failed.code() + ": " + failed.message())),
                    Clients::isRefusal,
                    (entry, cause) -> refused.put(Integer.valueOf(entry.id()), String.valueOf(cause.getMessage())));
        } catch (SdkException e) {
            batch.forEach(entry -> refused.put(Integer.valueOf(entry.id()), String.valueOf(e.getMessage())));
        }
    }

    private static SendMessageBatchRequestEntry entry(int number, Outgoing message) {
        Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
        message.attributes()
                .forEach((name, value) -> attributes.put(
                        name,
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(value)
                                .build()));
        return SendMessageBatchRequestEntry.builder()
                .id(Integer.toString(number))
                .messageBody(message.body())
                .messageAttributes(attributes)
                .delaySeconds(Math.toIntExact(message.delay().toSeconds()))
                .build();
    }
}
