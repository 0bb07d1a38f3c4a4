package dev.sluice.chaos;

import dev.sluice.chaos.faults.Clock;
import dev.sluice.chaos.faults.Fault;
import dev.sluice.chaos.faults.Nemesis;
import dev.sluice.chaos.faults.Node;
import dev.sluice.chaos.faults.Schedule;
import dev.sluice.chaos.history.Checker;
import dev.sluice.chaos.history.End;
import dev.sluice.chaos.history.History;
import dev.sluice.chaos.history.Receipt;
import dev.sluice.chaos.history.Subscription;
import dev.sluice.chaos.receivers.Receiver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** One run: a stack, a workload, a schedule of faults, and a verdict. */
public final class Run {

    /** A tenant with unreachable endpoints. */
    static final String UNREACHABLE = "grey";

    private static final List<String> TENANTS = List.of("red", "blue");
    private static final String WAREHOUSE = "warehouse";

    /** A message that a function failed on stays hidden for three minutes. */
    private static final Duration STILL = Duration.ofSeconds(190);

    /** With a deliberate bug, something will not move any more: no use to wait for long. */
    private static final Duration SOON = Duration.ofSeconds(15);

    private static final Duration WARM = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(100);

    /** 20 attempts within a minute. */
    private static final String RETRIES =
            "PT1S,PT1S,PT1S,PT2S,PT2S,PT2S,PT3S,PT3S,PT3S,PT3S,PT3S,PT3S,PT3S,PT3S,PT3S,PT3S,PT3S,PT3S,PT3S,PT3S";

    /**
     * What came of it.
     *
     * @param violations rules that did not hold; empty if all is well
     * @param skipped what could not be done here
     * @param changes changes and events that were acknowledged
     * @param deliveries webhooks and requests that were received
     * @param duplicates of those, the ones that had been received before
     */
    public record Verdict(
            List<String> violations,
            List<String> skipped,
            int faults,
            int kills,
            int changes,
            int deliveries,
            int duplicates) {}

    private final History history = new History();
    private final List<Receiver> receivers = new ArrayList<>();
    private final AtomicReference<Runnable> kill = new AtomicReference<>(() -> {});
    private final Path data;
    private final List<Path> planted;
    private final Consumer<String> report;

    private Run(Path data, List<Path> planted, Consumer<String> report) {
        this.data = data;
        this.planted = planted;
        this.report = report;
    }

    /**
     * @param data an empty folder
     * @param planted class path entries with deliberate bugs; none in an honest run
     */
    public static Verdict of(long seed, Duration length, Path data, List<Path> planted, Consumer<String> report)
            throws IOException, InterruptedException {
        return new Run(data, planted, report).run(seed, length);
    }

    private Verdict run(long seed, Duration length) throws IOException, InterruptedException {
        try {
            for (String tenant : TENANTS) {
                receive(tenant + "-one", tenant);
                receive(tenant + "-two", tenant);
            }
            Receiver warehouse = receive(WAREHOUSE, Receiver.ANYBODY);
            List<String> skipped = new ArrayList<>();
            List<Fault> faults = possible(Schedule.of(seed, length, receivers.size()), skipped);
            Optional<Clock> clock =
                    faults.stream().anyMatch(Fault.Clock.class::isInstance) ? Clock.in(data) : Optional.empty();
            List<String> arguments = List.of(
                    "--parameter", "RetrySchedule=" + RETRIES, "--parameter", "WarehouseUrl=" + warehouse.url());
            try (Node node = new Node(data, new Node.Setting(arguments, planted, clock))) {
                kill.set(node::kill);
                node.start(Optional.empty());
                Set<String> unreachable = register();
                load(node, seed, length, faults);
                return verdict(node, unreachable, faults.size(), skipped);
            }
        } finally {
            receivers.forEach(Receiver::close);
        }
    }

    private Receiver receive(String name, String tenant) throws IOException {
        Receiver receiver = Receiver.start(
                name, tenant, history, () -> Objects.requireNonNull(kill.get()).run());
        receivers.add(receiver);
        return receiver;
    }

    private static List<Fault> possible(List<Fault> faults, List<String> skipped) {
        if (faults.stream().noneMatch(Fault.Clock.class::isInstance) || Clock.isInstalled()) {
            return faults;
        }
        skipped.add("jumps of the clock: libfaketime is not installed (Debian: apt-get install faketime)");
        return faults.stream().filter(fault -> !(fault instanceof Fault.Clock)).toList();
    }

    private Set<String> register() throws IOException {
        Endpoints endpoints = new Endpoints(data);
        endpoints.warm();
        for (Receiver receiver : receivers) {
            if (!receiver.tenant().equals(Receiver.ANYBODY)) {
                endpoints.register(receiver);
            }
        }
        endpoints.registerUnreachable(UNREACHABLE, receivers.get(0).port());
        return endpoints.unreachable();
    }

    private void load(Node node, long seed, Duration length, List<Fault> faults) throws InterruptedException {
        Workload workload = new Workload(data, history, TENANTS);
        List<Thread> threads = List.of(
                new Thread(() -> workload.changeRows(seed), "rows"),
                new Thread(() -> workload.publish(seed), "partner"));
        threads.forEach(Thread::start);
        try {
            warm();
            new Nemesis(node, receivers, history, report).run(faults, length, workload::stop);
        } finally {
            workload.stop();
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    /** Waits until every receiver has received something: before that, most faults would have no effect. */
    private void warm() {
        long end = System.nanoTime() + WARM.toNanos();
        while (System.nanoTime() < end
                && history.receipts().stream().map(Receipt::receiver).distinct().count() < receivers.size()) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private Verdict verdict(Node node, Set<String> unreachable, int faults, List<String> skipped)
            throws IOException, InterruptedException {
        End end = new Reconciler(data, unreachable, planted.isEmpty() ? STILL : SOON)
                .settle(subscriptions(), history, faults + node.kills());
        long distinct = history.receipts().stream()
                .map(receipt -> receipt.receiver() + " " + receipt.key())
                .distinct()
                .count();
        int received = history.receipts().size();
        return new Verdict(
                Checker.check(history, end),
                skipped,
                faults,
                node.kills(),
                history.acknowledged().size() + history.refusable().size(),
                received,
                (int) (received - distinct));
    }

    private List<Subscription> subscriptions() {
        return receivers.stream()
                .map(receiver -> receiver.tenant().equals(Receiver.ANYBODY)
                        ? new Subscription(receiver.name(), change -> change.is("PLACED") || change.is("PAID"))
                        : new Subscription(
                                receiver.name(), change -> change.tenant().equals(receiver.tenant())))
                .toList();
    }
}
