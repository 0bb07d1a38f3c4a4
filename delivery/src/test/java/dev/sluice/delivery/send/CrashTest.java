package dev.sluice.delivery.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.http.Receiver;
import dev.sluice.delivery.queue.Delivery;
import dev.sluice.delivery.queue.Received;
import dev.sluice.runtime.journal.Attempt;
import dev.sluice.runtime.journal.Attempt.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What decision 1 promises: a crash between attempt, record and follow-up repeats a step and loses nothing. */
class CrashTest {

    private final Bench bench = new Bench("PT5S,PT5S");

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void anAttemptThatWasNotRecordedIsMadeAgain() throws Exception {
        try (Receiver receiver = Receiver.answering(204)) {
            Received message = bench.delivery("e-1", bench.register("1", receiver.url()));
            bench.journal().failNext(1);
            assertThat(bench.send(message)).containsOnlyKeys(message.id());
            bench.restart();
            assertThat(bench.send(message)).isEmpty();
            assertThat(receiver.requests()).hasSize(2);
            assertThat(receiver.requests())
                    .extracting(request -> request.headers().get("webhook-id"))
                    .containsOnly("e-1");
        }
    }

    @Test
    void aRecordedAttemptIsNotMadeAgain() throws Exception {
        try (Receiver receiver = Receiver.answering(204)) {
            Received message = bench.delivery("e-1", bench.register("1", receiver.url()));
            bench.send(message);
            bench.restart();
            assertThat(bench.send(message)).isEmpty();
            assertThat(receiver.requests()).hasSize(1);
        }
    }

    @Test
    void aFollowUpThatWasLostIsSentWithoutAnotherAttempt() throws Exception {
        try (Receiver receiver = Receiver.answering(503)) {
            Received message = bench.delivery("e-1", bench.register("1", receiver.url()));
            bench.retries().refuse(any -> true);
            assertThat(bench.send(message)).containsOnlyKeys(message.id());
            bench.retries().refuse(any -> false);
            bench.restart();
            assertThat(bench.send(message)).isEmpty();
            assertThat(receiver.requests()).hasSize(1);
            Delivery next = Delivery.of(bench.retries().take().get(0));
            assertThat(next.attempt()).isEqualTo(2);
            assertThat(next.due()).isEqualTo(bench.journal().attempts().get(0).nextAt());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 410})
    void nothingFollowsAnAttemptThatIsNotRecorded(int status) throws Exception {
        try (Receiver receiver = Receiver.answering(status)) {
            Received message = bench.delivery("e-1", bench.register("1", receiver.url()));
            bench.journal().failNext(1);
            assertThat(bench.send(message)).containsOnlyKeys(message.id());
            assertThat(bench.retries().messages()).isEmpty();
            assertThat(bench.deadLetters().messages()).isEmpty();
            bench.restart();
            assertThat(bench.send(message)).isEmpty();
            assertThat(bench.retries().messages()).hasSize(status == 503 ? 1 : 0);
            assertThat(bench.deadLetters().messages()).hasSize(status == 410 ? 1 : 0);
        }
    }

    @Test
    void aFollowUpThatExistsTwiceMakesOneAttempt() throws Exception {
        try (Receiver receiver = Receiver.answering(503)) {
            Received message = bench.delivery("e-1", bench.register("1", receiver.url()));
            bench.send(message);
            bench.send(message);
            List<Received> twice = bench.retries().take();
            assertThat(twice).hasSize(2);
            bench.clock().advance(Duration.ofSeconds(10));
            bench.send(twice.get(0));
            bench.send(twice.get(1));
            assertThat(receiver.requests()).hasSize(2);
            assertThat(bench.journal().attempts()).hasSize(2);
        }
    }

    @Test
    void aMessageThatIsInTheBatchTwiceMakesOneAttemptAndBothAreDone() throws Exception {
        try (Receiver receiver = Receiver.answering(204)) {
            Received message = bench.delivery("e-1", bench.register("1", receiver.url()));
            Received twin = new Received("twin", message.queue(), 1, message.attributes(), message.body());
            assertThat(bench.send(message, twin)).isEmpty();
            assertThat(receiver.requests()).hasSize(1);
            bench.journal().failNext(1);
            Endpoint other = bench.register("2", receiver.url());
            Received second = bench.delivery("e-1", other);
            Received secondTwin = new Received("twin", second.queue(), 1, second.attributes(), second.body());
            assertThat(bench.send(second, secondTwin)).containsOnlyKeys(second.id(), "twin");
        }
    }

    @Test
    void aDeadLetterThatWasLostIsSentAgain() throws Exception {
        try (Receiver receiver = Receiver.answering(410)) {
            Received message = bench.delivery("e-1", bench.register("1", receiver.url()));
            bench.deadLetters().refuse(any -> true);
            assertThat(bench.send(message)).containsOnlyKeys(message.id());
            bench.deadLetters().refuse(any -> false);
            bench.restart();
            assertThat(bench.send(message)).isEmpty();
            assertThat(bench.deadLetters().messages()).hasSize(1);
            assertThat(bench.deadLetters().messages().get(0).attributes()).containsEntry("reason", "ENDPOINT_GONE");
            assertThat(receiver.requests()).hasSize(1);
            assertThat(bench.journal().attempts()).extracting(Attempt::status).containsExactly(Status.DEAD_LETTERED);
        }
    }
}
