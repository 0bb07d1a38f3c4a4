package dev.sluice.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.chaos.history.Change;
import dev.sluice.cli.deployed.Clients;
import dev.sluice.rules.names.ResourceNames;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Empties the quarantine queue. */
final class Quarantine {

    private static final String QUEUE = ResourceNames.DEFAULT.quarantine();
    private static final int BATCH = 10;
    private static final int HIDDEN_SECONDS = 3_600;

    private Quarantine() {}

    /** The keys of the changes that lie there. */
    static Set<String> keys(Clients owner) throws IOException {
        Set<String> keys = new HashSet<>();
        ObjectMapper json = new ObjectMapper();
        try (SqsClient queues = owner.sqs()) {
            String url = queues.getQueueUrl(queue -> queue.queueName(QUEUE)).queueUrl();
            List<Message> messages;
            do {
                messages = queues.receiveMessage(receive ->
                                receive.queueUrl(url).maxNumberOfMessages(BATCH).visibilityTimeout(HIDDEN_SECONDS))
                        .messages();
                for (Message message : messages) {
                    JsonNode detail = json.readTree(message.body()).path("detail");
                    keys.add(Change.keyOf(detail.has("data") ? detail.path("data") : detail));
                }
            } while (!messages.isEmpty());
        }
        return keys;
    }
}
