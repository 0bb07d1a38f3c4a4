package dev.sluice.delivery.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.http.Receiver;
import dev.sluice.delivery.queue.Delivery;
import dev.sluice.delivery.queue.Received;
import dev.sluice.runtime.journal.Attempt.Status;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One receiver does not hold up another. */
class IsolationTest {

    /** Longer than any machine is busy: only a test that hangs meets it. */
    private static final Duration FOREVER = Duration.ofMinutes(5);

    private final Bench bench = new Bench("PT5S");
    private final Bench patient = new Bench("PT5S", FOREVER);

    @AfterEach
    void close() {
        bench.close();
        patient.close();
    }

    @Test
    void otherDeliveriesOfTheBatchAreRecordedWhileASlowOneIsUnderWay() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (Receiver slow = Receiver.start((request, socket) -> {
                    hold(release);
                    Receiver.write(socket, Receiver.response(204, "", ""));
                });
                Receiver quick = Receiver.answering(204)) {
            Received first = patient.delivery("e-0", patient.register("1", slow.url()));
            Endpoint other = patient.register("2", quick.url());
            Received[] batch = IntStream.range(0, 60)
                    .mapToObj(i -> i == 0 ? first : patient.delivery("e-" + i, other))
                    .toArray(Received[]::new);
            var sending = CompletableFuture.supplyAsync(() -> patient.send(FOREVER, batch));
            while (patient.journal().attempts().size() < 59) {
                Thread.onSpinWait();
                assertThat(sending.isDone()).isFalse();
            }
            release.countDown();
            assertThat(sending.get(300, TimeUnit.SECONDS)).isEmpty();
            assertThat(patient.journal().attempts())
                    .hasSize(60)
                    .allMatch(attempt -> attempt.status() == Status.DELIVERED);
        }
    }

    @Test
    void aReceiverThatWasSlowGoesToTheLaneOfLateAttemptsAndLosesNoAttempt() throws Exception {
        try (Receiver hanging = Receiver.start((request, socket) -> hold(new CountDownLatch(1)));
                Receiver quick = Receiver.answering(204)) {
            Endpoint slow = bench.register("1", hanging.url());
            bench.send(bench.delivery("e-1", slow));
            bench.retries().take();
            assertThat(bench.send(bench.delivery("e-2", slow), bench.delivery("e-2", bench.register("2", quick.url()))))
                    .isEmpty();
            assertThat(hanging.requests()).hasSize(1);
            Delivery moved = Delivery.of(bench.retries().take().get(0));
            assertThat(moved.attempt()).isEqualTo(1);
            assertThat(moved.due()).contains(bench.clock().instant());
            assertThat(quick.requests()).hasSize(1);
        }
    }

    @Test
    void aHotReceiverGetsManyAtATimeAndNotMoreThanItsGateAllows() throws Exception {
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch five = new CountDownLatch(5);
        try (Receiver receiver = Receiver.start((request, socket) -> {
            most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
            five.countDown();
            hold(five);
            inFlight.decrementAndGet();
            Receiver.write(socket, Receiver.response(204, "", ""));
        })) {
            Endpoint endpoint = patient.register("1", receiver.url());
            Received[] batch = IntStream.range(0, 30)
                    .mapToObj(i -> patient.delivery("e-" + i, endpoint))
                    .toArray(Received[]::new);
            assertThat(patient.send(FOREVER, batch)).isEmpty();
            assertThat(most.get()).isBetween(5, 12);
            assertThat(receiver.requests()).hasSize(30);
        }
    }

    @Test
    void whoGetsNoTurnInTimeComesLaterWithoutLosingAnAttempt() throws Exception {
        try (Receiver hanging = Receiver.start((request, socket) -> hold(new CountDownLatch(1)))) {
            Endpoint endpoint = bench.register("1", hanging.url());
            Received[] batch = IntStream.range(0, 20)
                    .mapToObj(i -> Bench.message(new Delivery(
                            "e-" + i,
                            "blue",
                            endpoint.id(),
                            1,
                            1,
                            Optional.of(bench.clock().instant()),
                            Bench.PAYLOAD)))
                    .toArray(Received[]::new);
            assertThat(bench.send(Duration.ofMillis(100), batch)).isEmpty();
            assertThat(hanging.requests()).hasSize(5);
            assertThat(bench.retries().take().stream().map(Delivery::of))
                    .hasSize(20)
                    .filteredOn(delivery -> delivery.attempt() == 1)
                    .hasSize(15);
        }
    }

    @Test
    void anAnswerThatCannotBeJudgedIsRedeliveredAloneAndTheOthersAreRecorded() throws Exception {
        bench.random(() -> {
            throw new IllegalStateException("no entropy");
        });
        try (Receiver broken = Receiver.answering(500);
                Receiver good = Receiver.answering(204)) {
            Received bad = bench.delivery("e-1", bench.register("1", broken.url()));
            Endpoint other = bench.register("2", good.url());
            assertThat(bench.send(bench.delivery("e-0", other), bad, bench.delivery("e-2", other)))
                    .containsExactly(Map.entry(bad.id(), "no entropy"));
            assertThat(broken.requests()).hasSize(1);
            assertThat(bench.journal().attempts()).hasSize(2).allMatch(attempt -> attempt.status() == Status.DELIVERED);
        }
    }

    @Test
    void aMessageThatIsNotADeliveryIsRedeliveredAloneAndTheOthersAreRecorded() throws Exception {
        try (Receiver good = Receiver.answering(204)) {
            Received delivery = bench.delivery("e-1", bench.register("1", good.url()));
            Received bad = new Received("m-bad", "sluice-delivery", 1, Map.of("tenant", "blue"), "{}");
            assertThat(bench.send(bad, delivery))
                    .containsExactly(Map.entry("m-bad", "the message has no attribute eventId"));
            assertThat(bench.journal().attempts()).hasSize(1);
        }
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await(300, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
