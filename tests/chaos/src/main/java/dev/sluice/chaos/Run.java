package dev.sluice.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.chaos.faults.Fault;
import dev.sluice.chaos.faults.Nemesis;
import dev.sluice.chaos.faults.Node;
import dev.sluice.chaos.faults.Schedule;
import dev.sluice.chaos.history.Checker;
import dev.sluice.chaos.history.End;
import dev.sluice.chaos.history.History;
import dev.sluice.chaos.receivers.Receiver;
import dev.sluice.cli.EndpointFunction;
import dev.sluice.cli.Principals;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One run: a stack, a workload, a schedule of faults, and a verdict. */
public final class Run {

    private static final List<String> TENANTS = List.of("red", "blue");

    /**
     * What came of it.
     *
     * @param violations rules that did not hold; empty if all is well
     * @param changes changes and events that were acknowledged
     * @param deliveries webhooks that were received
     * @param duplicates of those, the ones that had been received before
     */
    public record Verdict(
            List<String> violations, int faults, int kills, int changes, int deliveries, int duplicates) {}

    private final History history = new History();
    private final Node node;
    private final Consumer<String> tell;

    private Run(Path data, List<Path> planted, Consumer<String> tell) {
        this.node = new Node(data, planted);
        this.tell = tell;
    }

    /**
     * @param data an empty folder
     * @param planted class path entries with deliberate bugs; none in an honest run
     */
    public static Verdict of(long seed, Duration length, Path data, List<Path> planted, Consumer<String> tell)
            throws IOException, InterruptedException {
        return new Run(data, planted, tell).run(seed, length);
    }

    private Verdict run(long seed, Duration length) throws IOException, InterruptedException {
        List<Receiver> receivers = new ArrayList<>();
        try (node) {
            node.start(Optional.empty());
            for (String tenant : TENANTS) {
                for (String name : List.of("one", "two")) {
                    Receiver receiver = Receiver.start(tenant + "-" + name, tenant, history, node::kill);
                    receivers.add(receiver);
                    register(receiver);
                }
            }
            List<Fault> faults = Schedule.of(seed, length, receivers.size());
            load(seed, length, receivers, faults);
            return verdict(receivers, faults.size());
        } finally {
            receivers.forEach(Receiver::close);
        }
    }

    private void load(long seed, Duration length, List<Receiver> receivers, List<Fault> faults)
            throws InterruptedException {
        Workload workload = new Workload(node.data(), history, TENANTS);
        List<Thread> threads = List.of(
                new Thread(() -> workload.changeRows(seed), "rows"),
                new Thread(() -> workload.publish(seed), "partner"));
        threads.forEach(Thread::start);
        try {
            new Nemesis(node, receivers, tell).run(faults, length);
        } finally {
            workload.stop();
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private Verdict verdict(List<Receiver> receivers, int faults) throws IOException, InterruptedException {
        Map<String, List<String>> ofTenant = receivers.stream()
                .collect(Collectors.groupingBy(
                        Receiver::tenant, Collectors.mapping(Receiver::name, Collectors.toList())));
        End end = new Books(node.data()).close(ofTenant, history, faults + node.kills());
        long distinct = history.receipts().stream()
                .map(receipt -> receipt.receiver() + " " + receipt.key())
                .distinct()
                .count();
        int received = history.receipts().size();
        return new Verdict(
                Checker.check(history, end),
                faults,
                node.kills(),
                history.acknowledged().size() + history.refusable().size(),
                received,
                (int) (received - distinct));
    }

    private void register(Receiver receiver) throws IOException {
        ObjectNode request = new ObjectMapper()
                .createObjectNode()
                .put("operation", "CreateEndpoint")
                .put("tenant", receiver.tenant())
                .put("url", receiver.url())
                .put("pattern", "{\"source\":[{\"exists\":true}]}");
        receiver.secret(new EndpointFunction(Principals.of(node.data()).owner())
                .call(request)
                .path("secret")
                .asText());
    }
}
