package dev.sluice.examples.commerce.processing;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.event.Envelope;
import dev.sluice.rules.json.Json;
import dev.sluice.runtime.Clients;
import dev.sluice.runtime.Environment;
import dev.sluice.runtime.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Takes {@code processing.requested} events from a queue, does the job and writes its end into the row, whose change then
 * becomes the event that the customer waits for; the row keeps the customer's {@code referenceId}. A message that is delivered
 * twice ends the job once. What fails is reported by message, so that the rest of the batch is done with.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Partial batch responses</a>
 */
public final class ProcessingWorker implements RequestStreamHandler {

    private final ProcessingTable table;
    private final InstantSource clock;

    public ProcessingWorker() {
        this(System.getenv());
    }

    /** @param environment {@code PROCESSING_TABLE}, {@code AWS_REGION}, credentials and perhaps {@code AWS_ENDPOINT_URL} */
    public ProcessingWorker(Map<String, String> environment) {
        this(new Environment(environment), InstantSource.system());
    }

    private ProcessingWorker(Environment environment, InstantSource clock) {
        this(Clients.dynamoDb(environment), environment.required("PROCESSING_TABLE"), clock);
    }

    ProcessingWorker(DynamoDbClient client, String table, InstantSource clock) {
        this.table = new ProcessingTable(client, table);
        this.clock = clock;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        answer(input, output, line -> context.getLogger().log(line));
    }

    private void answer(InputStream input, OutputStream output, Consumer<String> log) throws IOException {
        JsonNode records = Payload.read(input).path("Records");
        if (!records.isArray()) {
            throw new IllegalArgumentException("Records: must be an array of SQS messages");
        }
        ObjectNode answer = Json.object();
        ArrayNode failures = answer.putArray("batchItemFailures");
        for (JsonNode message : records) {
            String id = message.path("messageId").asText();
            try {
                log.accept(work(Request.of(Envelope.parse(message.path("body").asText()))));
            } catch (RuntimeException | StackOverflowError e) {
                log.accept(line("failed", id)
                        .put("error", String.valueOf(e.getMessage()))
                        .toString());
                failures.addObject().put("itemIdentifier", id);
            }
        }
        Payload.write(answer, output);
    }

    private String work(Request request) {
        Outcome outcome = WordCount.of(request);
        boolean written = table.finish(request, outcome, clock.instant());
        return line(written ? "finished" : "nothing left to do", request.requestId())
                .put("referenceId", request.referenceId())
                .toString();
    }

    private static ObjectNode line(String what, String id) {
        return Json.object().put("job", what).put("id", id);
    }
}
