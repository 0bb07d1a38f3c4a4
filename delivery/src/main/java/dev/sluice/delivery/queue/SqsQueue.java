package dev.sluice.delivery.queue;

import dev.sluice.runtime.Clients;
import dev.sluice.runtime.batch.Chunks;
import dev.sluice.runtime.batch.Halves;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
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
        List<Integer> positions = IntStream.range(0, messages.size()).boxed().toList();
        Chunks.of(positions, ENTRIES, BYTES, i -> messages.get(i).bytes())
                .forEach(chunk ->
                        send(chunk.stream().map(i -> entry(i, messages.get(i))).toList(), refused));
        return refused;
    }

    private void send(List<SendMessageBatchRequestEntry> batch, Map<Integer, String> refused) {
        try {
            Halves.each(
                    batch,
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
