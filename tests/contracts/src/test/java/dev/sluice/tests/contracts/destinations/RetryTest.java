package dev.sluice.tests.contracts.destinations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.testing.Receiver;
import dev.sluice.tests.contracts.Contract;
import dev.sluice.tests.contracts.Line;
import dev.sluice.tests.contracts.cloud.Destination;
import dev.sluice.tests.contracts.cloud.Queue;
import dev.sluice.tests.contracts.cloud.Refusal;
import dev.sluice.tests.contracts.cloud.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * What an answer of an API destination means.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html">Retries</a>
 */
class RetryTest extends Contract {

    private static final String ALL = "{\"source\":[\"shop\"]}";

    /** Sends one event to the receiver; returns the queue of abandoned events. */
    private Queue deliver(Receiver receiver, int retries) {
        Destination destination = Destination.of(lab, receiver.url("/in"));
        Queue dead = lab.queue();
        Rule rule = lab.rule(lab.bus(), ALL);
        rule.target(target -> target.arn(destination.arn())
                .roleArn(destination.role())
                .retryPolicy(policy -> policy.maximumRetryAttempts(retries))
                .deadLetterConfig(config -> config.arn(dead.arn())));
        lab.put(rule.bus(), "{}");
        return dead;
    }

    private static String attribute(Message message, String name) {
        var value = message.messageAttributes().get(name);
        return value == null ? "" : value.stringValue();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 407, 409, 429, 500, 502, 503, 504, 599})
    @Line({"C.6", "0.3"})
    void theseAreTriedAgain(int status) {
        Receiver receiver = lab.receiver().then(Receiver.status(status));
        deliver(receiver, 2);
        receiver.take();
        receiver.take();
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 304, 307, 400, 403, 404, 408, 410, 413, 422, 451})
    @Line({"C.6", "B.14", "B.15"})
    void theseAreNot(int status) {
        Receiver receiver = lab.receiver().always(Receiver.status(status, "Location: /elsewhere"));
        Message letter = deliver(receiver, 5).take(1).get(0);
        assertThat(attribute(letter, "ERROR_CODE")).isEqualTo("ERROR_FROM_TARGET");
        assertThat(attribute(letter, "ERROR_MESSAGE")).contains(String.valueOf(status));
        assertThat(receiver.all()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    @Line("C.6")
    void theseAreSuccesses(int status) {
        Receiver receiver = lab.receiver().always(Receiver.status(status));
        Queue dead = deliver(receiver, 0);
        receiver.take();
        assertThat(dead.poll(1)).isEmpty();
        assertThat(receiver.all()).hasSize(1);
    }

    @Test
    @Line({"B.14", "B.15"})
    void theLetterTellsWhichLimitEndedTheRetries() {
        Receiver receiver = lab.receiver().always(Receiver.status(503));
        Message letter = deliver(receiver, 2).take(1).get(0);
        assertThat(attribute(letter, "EXHAUSTED_RETRY_CONDITION")).isEqualTo("MaximumRetryAttempts");
        assertThat(attribute(letter, "RETRY_ATTEMPTS")).isEqualTo("2");
        assertThat(attribute(letter, "ERROR_MESSAGE")).contains("503");
        assertThat(receiver.all()).hasSize(3);
    }

    @Test
    @Line({"C.6", "0.3"})
    void retryAfterIsWaitedFor() {
        Receiver receiver = lab.receiver().then(Receiver.status(429, "Retry-After: 3"));
        deliver(receiver, 5);
        receiver.take();
        long first = System.nanoTime();
        receiver.take();
        assertThat((System.nanoTime() - first) / 1_000_000).isGreaterThan(2_500);
    }

    @Test
    @Line("C.6")
    void aNegativeRetryAfterEndsTheRetries() {
        Receiver receiver = lab.receiver().always(Receiver.status(503, "Retry-After: -1"));
        deliver(receiver, 5).take(1);
        assertThat(receiver.all()).hasSize(1);
    }

    @Test
    @Line("C.6")
    void aReceiverHasFiveSeconds() {
        Receiver receiver = lab.receiver().then(Receiver.silence());
        Message letter = deliver(receiver, 0).take(1).get(0);
        assertThat(attribute(letter, "ERROR_CODE")).isEqualTo("TIMEOUT");
    }

    @Test
    @Line("B.14")
    void aReceiverThatHangsUpIsTriedAgain() {
        Receiver receiver = lab.receiver().then((socket, arrived) -> socket.close());
        deliver(receiver, 3);
        receiver.take();
        receiver.take();
    }

    @Test
    @Line({"B.9", "B.14"})
    void aRoleThatMayNotCallIsNotTriedAgain() {
        Receiver receiver = lab.receiver();
        Destination destination = Destination.of(lab, receiver.url("/in"));
        String role = lab.role("events.amazonaws.com", "sqs:SendMessage");
        Queue dead = lab.queue();
        Rule rule = lab.rule(lab.bus(), ALL);
        rule.target(target ->
                target.arn(destination.arn()).roleArn(role).deadLetterConfig(config -> config.arn(dead.arn())));
        lab.put(rule.bus(), "{}");
        assertThat(attribute(dead.take(1).get(0), "ERROR_CODE")).isEqualTo("NO_PERMISSIONS");
        assertThat(receiver.all()).isEmpty();
    }

    @Test
    @Line({"B.8", "B.9"})
    void anApiDestinationNeedsARole() {
        Destination destination = Destination.of(lab, "https://example.com/");
        Rule rule = lab.rule(lab.bus(), ALL);
        assertThat(Refusal.of(() -> rule.target(target -> target.arn(destination.arn())))
                        .code())
                .isEqualTo("ValidationException");
    }
}
