package dev.sluice.tests.contracts.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.delivery.DispatcherHandler;
import dev.sluice.delivery.EndpointsHandler;
import dev.sluice.delivery.dispatch.Events;
import dev.sluice.tests.contracts.delivery.EngineStack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.Message;

class DispatcherFuzzTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void goodEventsAreDispatchedAmongOddOnes(@TempDir Path data) throws Exception {
        try (EngineStack stack = new EngineStack(data)) {
            Map<String, String> environment = stack.environment();
            environment.put("DELIVERY_QUEUE_URL", stack.queue("delivery"));
            Fuzz.call(
                    new EndpointsHandler(environment),
                    JSON.createObjectNode()
                            .put("operation", "CreateEndpoint")
                            .put("tenant", "blue")
                            .put("url", "http://127.0.0.1:9/")
                            .put("pattern", "{\"detail\":{\"data\":{\"n\":[{\"numeric\":[\">\",1]}]}}}"));
            DispatcherHandler dispatcher = new DispatcherHandler(environment);
            for (int batch = 0; batch < Fuzz.BATCHES; batch++) {
                OddJson odd = Fuzz.corpus(batch);
                Set<Integer> good = Fuzz.good(odd);
                List<String> bodies = new ArrayList<>();
                for (int i = 0; i < Fuzz.RECORDS; i++) {
                    String id = "d-" + batch + "-" + i;
                    bodies.add(good.contains(i) ? Events.order(id, "blue", "{\"n\":2}") : odd(odd, id));
                }
                JsonNode answer = Fuzz.call(dispatcher, Fuzz.messages(bodies));
                Set<String> sent = sent(stack, environment.get("DELIVERY_QUEUE_URL"));
                for (int i : good) {
                    assertThat(Fuzz.failures(answer)).as("batch %d", batch).doesNotContain("m-" + i);
                    assertThat(sent).as("batch %d", batch).contains("d-" + batch + "-" + i);
                }
            }
        }
    }

    private static String odd(OddJson odd, String id) {
        return switch (odd.below(6)) {
            case 0 -> Events.order(id, inside(odd), "{\"n\":2}");
            case 1 -> Events.order(inside(odd), "blue", "{\"n\":2}");
            case 2 -> Events.order(id, "blue", "{\"n\":" + odd.number() + "}");
            case 3 -> Events.order(id, "blue", "{\"n\":2,\"m\":" + odd.value() + "}");
            case 4 -> OddEvents.row(odd, "com.example.orders", "000000000000");
            default -> odd.value();
        };
    }

    private static String inside(OddJson odd) {
        String text = odd.text();
        return text.substring(1, text.length() - 1);
    }

    private static Set<String> sent(EngineStack stack, String queue) {
        Set<String> ids = new HashSet<>();
        List<Message> messages = List.of();
        do {
            messages.forEach(message -> {
                ids.add(message.messageAttributes().get("eventId").stringValue());
                stack.sqs().deleteMessage(delete -> delete.queueUrl(queue).receiptHandle(message.receiptHandle()));
            });
            messages = stack.sqs()
                    .receiveMessage(receive ->
                            receive.queueUrl(queue).maxNumberOfMessages(10).messageAttributeNames("All"))
                    .messages();
        } while (!messages.isEmpty());
        return ids;
    }
}
