package dev.sluice.tests.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.cli.demo.Receiver;
import dev.sluice.cli.process.EngineProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is acknowledged survives {@code kill -9}. */
class KillTest {

    private static final int ORDERS = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    Path data;

    @Test
    void allDeliveriesThatWerePendingArriveAfterTheEngineWasKilled() throws IOException, InterruptedException {
        try (Receiver receiver = Receiver.start("customer", Integer.MAX_VALUE)) {
            try (EngineProcess engine = start()) {
                Shell shell = new Shell(data);
                shell.register(receiver);
                shell.placeOrders(0, ORDERS);
                await().atMost(PATIENCE).until(() -> receiver.receipts().size() >= 50);
                engine.kill();
            }
            receiver.failNext(0);
            try (EngineProcess engine = start()) {
                await().atMost(PATIENCE).until(() -> orders(receiver).size() == ORDERS);
                long delivered = receiver.receipts().stream().filter(DELIVERED).count();
                System.out.printf(
                        "kill -9: %d of %d arrived, %d of them twice%n",
                        orders(receiver).size(), ORDERS, delivered - ORDERS);
                assertThat(receiver.receipts()).noneMatch(receipt -> receipt.status() == 401);
                assertThat(engine.url()).startsWith("http://127.0.0.1:");
            }
        }
    }

    private static final Predicate<Receiver.Receipt> DELIVERED = receipt -> receipt.status() == 204;

    private static Set<String> orders(Receiver receiver) {
        return receiver.receipts().stream()
                .filter(DELIVERED)
                .map(Receiver.Receipt::id)
                .collect(Collectors.toSet());
    }

    private EngineProcess start() throws IOException {
        return EngineProcess.start(
                data,
                EngineProcess.Options.of(
                        "--parameter", "RetrySchedule=PT1S,PT2S,PT2S,PT2S,PT5S,PT5S,PT5S,PT5S,PT5S,PT5S"));
    }
}
