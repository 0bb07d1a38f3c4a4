package dev.sluice.delivery.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.http.Receiver;
import dev.sluice.delivery.queue.Delivery;
import dev.sluice.delivery.send.health.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public class HealthTest {

    private final Bench bench = new Bench("PT1S,PT1S,PT1S,PT1S");
    private volatile int status = 500;
    private Receiver receiver;
    private int events;

    @BeforeEach
    void start() throws Exception {
        receiver = Receiver.start((request, socket) -> Receiver.write(socket, Receiver.response(status, "", "")));
        bench.register("1", receiver.url());
    }

    @AfterEach
    void close() throws Exception {
        receiver.close();
        bench.close();
    }

    @Test
    void anEndpointIsFailingFromItsThirdFailedAttemptAtOneEvent() {
        attempt(1);
        attempt(2);
        assertThat(endpoint().failingSince()).isEmpty();
        attempt(3);
        assertThat(endpoint().failingSince()).contains(bench.clock().instant());
    }

    @Test
    void fiveDaysOfNothingButFailuresDisableIt() {
        attempt(3);
        Instant since = bench.clock().instant();
        bench.clock().advance(Duration.ofDays(5).minusMillis(1));
        attempt(1);
        assertThat(endpoint().enabled()).isTrue();
        bench.clock().advance(Duration.ofMillis(1));
        attempt(1);
        assertThat(endpoint().disabled()).contains("no delivery has succeeded since " + since);
    }

    @Test
    void oneSuccessInBetweenForgivesAll() {
        attempt(3);
        bench.clock().advance(Duration.ofDays(4));
        status = 204;
        attempt(1);
        assertThat(endpoint().failingSince()).isEmpty();
        status = 500;
        bench.clock().advance(Duration.ofDays(4));
        attempt(3);
        assertThat(endpoint().enabled()).isTrue();
        assertThat(endpoint().failingSince()).contains(bench.clock().instant());
    }

    @Test
    void anEndpointThatLeadsElsewhereByNowIsNotDisabled() {
        Endpoint before = endpoint();
        Endpoint moved = new Endpoint(
                before.tenant(),
                before.id(),
                "https://b.example/",
                "",
                before.types(),
                before.pattern(),
                Optional.empty(),
                Optional.empty(),
                before.headers(),
                before.secrets(),
                before.createdAt(),
                before.updatedAt(),
                2);
        assertThat(new Health(before, Health.Kind.GONE, bench.clock().instant()).apply(moved))
                .isEmpty();
    }

    private void attempt(int number) {
        bench.send(Bench.message(
                new Delivery("e-" + events++, "blue", "ep_1", number, 1, Optional.empty(), Bench.PAYLOAD)));
    }

    private Endpoint endpoint() {
        return bench.endpoints().find("blue", "ep_1").orElseThrow();
    }
}
