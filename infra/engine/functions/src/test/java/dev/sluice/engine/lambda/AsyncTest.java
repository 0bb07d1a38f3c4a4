package dev.sluice.engine.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.testing.ManualTime;
import dev.sluice.engine.testing.StandIn;
import dev.sluice.rules.json.StorableText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asynchronous invocations: accepted once they are on disk, retried, and handed on when they are over. */
class AsyncTest {

    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:outcomes";
    private static final String BUS = "arn:aws:events:us-east-1:000000000000:event-bus/outcomes";
    private static final FunctionJar JAR = FunctionJar.of("""
            package f;
            public class Job {
                public String handle(String in) throws Exception {
                    ((Semaphore) System.getProperties().get("async.arrived")).release();
                    if (in.equals("wait")) {
                        ((CountDownLatch) System.getProperties().get("async.gate")).await();
                    }
                    if (in.startsWith("fail")) {
                        throw new IllegalStateException("no luck" + in.substring(4));
                    }
                    return "done " + in;
                }
            }
            """);

    @TempDir
    Path folder;

    private final ManualTime time = new ManualTime();
    private final Semaphore arrived = new Semaphore(0);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final StandIn sqs = new StandIn("sqs").on("SendMessage", input -> Json.object());
    private final StandIn events = new StandIn("events").on("PutEvents", input -> Json.object());
    private LocalLambda lambda;

    @BeforeEach
    void open() {
        System.getProperties().put("async.arrived", arrived);
        System.getProperties().put("async.gate", gate);
        lambda = new LocalLambda(folder, time, sqs, events);
    }

    @AfterEach
    void close() {
        gate.countDown();
        lambda.close();
        System.getProperties().remove("async.arrived");
        System.getProperties().remove("async.gate");
    }

    @Test
    void aFunctionThatFailsIsTriedAgainAfterOneAndTwoMinutesAndThenItsRecordGoesToTheDestination() throws Exception {
        job(config("OnFailure", QUEUE));
        assertThat(lambda.raw("job", "Event", FunctionJar.utf8("\"fail\"")).status())
                .isEqualTo(202);
        attempts(1);
        time.advance(Duration.ofSeconds(59));
        assertThat(arrived.availablePermits()).isZero();
        time.advance(Duration.ofSeconds(1));
        attempts(1);
        time.advance(Duration.ofSeconds(119));
        assertThat(arrived.availablePermits()).isZero();
        time.advance(Duration.ofSeconds(1));
        arrived.acquireUninterruptibly();
        await().until(() -> !sqs.calls("SendMessage").isEmpty());
        StandIn.Call call = sqs.calls("SendMessage").get(0);
        assertThat(call.caller()).isEqualTo("arn:aws:sts::000000000000:assumed-role/function/job");
        assertThat(call.input().path("QueueArn").asText()).isEqualTo(QUEUE);
        JsonNode record = Json.parse(call.input().path("MessageBody").asText());
        assertThat(record.path("version").asText()).isEqualTo("1.0");
        assertThat(record.path("timestamp").asText()).isEqualTo("2026-11-24T12:03:00.000Z");
        JsonNode context = record.path("requestContext");
        assertThat(context.path("functionArn").asText())
                .isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:job:$LATEST");
        assertThat(context.path("condition").asText()).isEqualTo("RetriesExhausted");
        assertThat(context.path("approximateInvokeCount").asInt()).isEqualTo(3);
        assertThat(record.path("requestPayload").asText()).isEqualTo("fail");
        assertThat(Json.text(record.path("responseContext")))
                .isEqualTo("{\"statusCode\":200,\"executedVersion\":\"$LATEST\",\"functionError\":\"Unhandled\"}");
        assertThat(record.path("responsePayload").path("errorMessage").asText()).isEqualTo("no luck");
        gone();
    }

    @Test
    void aSuccessIsToldToItsDestination() throws Exception {
        job(config("OnSuccess", BUS));
        lambda.raw("job", "Event", FunctionJar.utf8("\"well\""));
        await().until(() -> !events.calls("PutEvents").isEmpty());
        JsonNode entry =
                events.calls("PutEvents").get(0).input().path("Entries").path(0);
        assertThat(entry.path("Source").asText()).isEqualTo("lambda");
        assertThat(entry.path("DetailType").asText()).isEqualTo("Lambda Function Invocation Result - Success");
        assertThat(entry.path("EventBusName").asText()).isEqualTo(BUS);
        JsonNode record = Json.parse(entry.path("Detail").asText());
        assertThat(record.path("responsePayload").asText()).isEqualTo("done well");
        assertThat(record.path("requestContext").path("condition").asText()).isEqualTo("Success");
        gone();
    }

    @Test
    void withoutRetriesTheDeadLetterQueueGetsTheEventItself() {
        ObjectNode more = Json.object();
        more.putObject("DeadLetterConfig").put("TargetArn", QUEUE);
        lambda.create("job", "f.Job::handle", JAR, more);
        JsonNode config = lambda.call(
                "PutFunctionEventInvokeConfig",
                Json.object().put("FunctionName", "job").put("MaximumRetryAttempts", 0));
        assertThat(config.path("MaximumRetryAttempts").asInt(-1)).isZero();
        assertThat(config.has("MaximumEventAgeInSeconds")).isFalse();
        lambda.raw("job", "Event", FunctionJar.utf8("\"fail\""));
        await().until(() -> !sqs.calls("SendMessage").isEmpty());
        JsonNode message = sqs.calls("SendMessage").get(0).input();
        assertThat(message.path("MessageBody").asText()).isEqualTo("\"fail\"");
        assertThat(message.path("MessageAttributes")
                        .path("ErrorMessage")
                        .path("StringValue")
                        .asText())
                .isEqualTo("no luck");
        gone();
    }

    @Test
    void aDeadLetterHoldsOnlyCharactersThatAQueueTakesAndIsNoLargerThanOneTakes() {
        ObjectNode more = Json.object();
        more.putObject("DeadLetterConfig").put("TargetArn", QUEUE);
        lambda.create("job", "f.Job::handle", JAR, more);
        lambda.call(
                "PutFunctionEventInvokeConfig",
                Json.object().put("FunctionName", "job").put("MaximumRetryAttempts", 0));
        lambda.raw("job", "Event", FunctionJar.utf8("\"fail" + "\ud83d\ude00".repeat(600) + "\uffff\""));
        await().until(() -> sqs.calls("SendMessage").size() == 1);
        JsonNode odd = sqs.calls("SendMessage").get(0).input();
        assertThat(odd.path("MessageBody").asText()).endsWith("\ud83d\ude00\\uffff\"");
        assertThat(StorableText.isStorable(
                        odd.at("/MessageAttributes/ErrorMessage/StringValue").asText()))
                .isTrue();
        lambda.raw("job", "Event", FunctionJar.utf8("\"fail" + "x".repeat((1 << 20) - 6) + "\""));
        await().until(() -> sqs.calls("SendMessage").size() == 2);
        JsonNode large = sqs.calls("SendMessage").get(1).input();
        assertThat(large.path("MessageBody").asText()).hasSize(1 << 20);
        assertThat(large.has("MessageAttributes")).isFalse();
    }

    @Test
    void theRecordOfALargeResponseFitsOnItsDestination() throws Exception {
        job(config("OnSuccess", QUEUE));
        lambda.raw("job", "Event", FunctionJar.utf8("\"" + "x".repeat(600_000) + "\""));
        await().until(() -> !sqs.calls("SendMessage").isEmpty());
        String body =
                sqs.calls("SendMessage").get(0).input().path("MessageBody").asText();
        assertThat(body.length()).isLessThan(1 << 20);
        assertThat(Json.parse(body).path("requestPayload").asText()).hasSize(600_000);
        assertThat(Json.parse(body).path("responsePayload").asText()).startsWith("\"done xxx");
    }

    @Test
    void anEventThatIsTooOldIsGivenUpUnseen() throws Exception {
        job(config("OnFailure", QUEUE).put("MaximumEventAgeInSeconds", 60));
        lambda.raw("job", "Event", FunctionJar.utf8("\"fail\""));
        attempts(1);
        lambda.close();
        time.advance(Duration.ofSeconds(61));
        lambda = new LocalLambda(folder, time, sqs, events);
        await().until(() -> !sqs.calls("SendMessage").isEmpty());
        assertThat(Json.parse(sqs.calls("SendMessage")
                                .get(0)
                                .input()
                                .path("MessageBody")
                                .asText())
                        .path("requestContext")
                        .path("condition")
                        .asText())
                .isEqualTo("EventAgeExceeded");
        assertThat(arrived.availablePermits()).isZero();
    }

    @Test
    void whatNoInstanceTookIsTriedAgainWithoutCountingAsAnAttempt() {
        job(Json.object());
        lambda.call(
                "PutFunctionConcurrency",
                Json.object().put("FunctionName", "job").put("ReservedConcurrentExecutions", 1));
        lambda.raw("job", "Event", FunctionJar.utf8("\"wait\""));
        arrived.acquireUninterruptibly();
        lambda.raw("job", "Event", FunctionJar.utf8("\"second\""));
        await().until(() -> lambda.sum("Throttles", "job") >= 1);
        gate.countDown();
        await().until(() -> {
            time.advance(Duration.ofSeconds(1));
            return arrived.tryAcquire();
        });
        gone();
    }

    @Test
    void aRestartGoesOnWithWhatWasAcceptedAndKeepsTheTimesOfRetries() {
        job(Json.object());
        lambda.raw("job", "Event", FunctionJar.utf8("\"wait\""));
        lambda.raw("job", "Event", FunctionJar.utf8("\"fail\""));
        arrived.acquireUninterruptibly(2);
        await().until(() -> rows("attempts = 1") == 1);
        lambda.close();
        assertThat(arrived.availablePermits()).isZero();
        gate.countDown();
        lambda = new LocalLambda(folder, time, sqs, events);
        arrived.acquireUninterruptibly();
        await().until(() -> rows("1 = 1") == 1);
        time.advance(Duration.ofMinutes(1));
        arrived.acquireUninterruptibly();
        assertThat(arrived.availablePermits()).isZero();
    }

    /** Waits until an attempt has been made and noted. */
    private void attempts(int more) {
        int before = rows("1 = 1") == 0 ? 0 : lastAttempts();
        arrived.acquireUninterruptibly(more);
        await().until(() -> lastAttempts() > 0 && pendingAt() > time.now().toEpochMilli() && lastAttempts() >= before);
    }

    private int lastAttempts() {
        return lambda
                .kernel()
                .store()
                .read(tx ->
                        tx.query(row -> row.getInt(1), "SELECT attempts FROM lambda_event ORDER BY id DESC LIMIT 1"))
                .stream()
                .findFirst()
                .orElse(0);
    }

    private long pendingAt() {
        return lambda
                .kernel()
                .store()
                .read(tx -> tx.query(row -> row.getLong(1), "SELECT due FROM lambda_event ORDER BY id DESC LIMIT 1"))
                .stream()
                .findFirst()
                .orElse(0L);
    }

    private int rows(String where) {
        return lambda.kernel()
                .store()
                .read(tx -> tx.query(row -> row.getInt(1), "SELECT count(*) FROM lambda_event WHERE " + where))
                .get(0);
    }

    private void gone() {
        await().until(() -> rows("1 = 1") == 0);
    }

    private void job(ObjectNode config) {
        lambda.create("job", "f.Job::handle", JAR);
        lambda.call("PutFunctionEventInvokeConfig", config.put("FunctionName", "job"));
    }

    private static ObjectNode config(String kind, String arn) {
        ObjectNode config = Json.object();
        config.putObject("DestinationConfig").putObject(kind).put("Destination", arn);
        return config;
    }
}
