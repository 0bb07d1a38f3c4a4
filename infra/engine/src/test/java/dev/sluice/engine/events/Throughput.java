package dev.sluice.engine.events;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import dev.sluice.engine.aws.Aws;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Json;
import dev.sluice.engine.aws.Kernel;
import dev.sluice.engine.aws.Settings;
import dev.sluice.engine.iam.PolicyAccess;
import dev.sluice.engine.sqs.SqsService;
import dev.sluice.engine.store.Store;
import dev.sluice.engine.time.Ids;
import dev.sluice.engine.time.SystemTime;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures PutEvents, 10 entries a request, from several threads of one process, on disk: events per second, and CPU per
 * 1,000 events, which says more on a busy machine. Not a test: run its main method with the test class path. Arguments: what
 * matches ({@code nothing}, {@code queue}, {@code archive} or {@code destination}), threads, seconds a round.
 */
final class Throughput {

    private static final Caller OWNER = Caller.root(Settings.DEFAULT_ACCOUNT);

    private Throughput() {}

    public static void main(String[] arguments) throws Exception {
        String what = arguments.length > 0 ? arguments[0] : "nothing";
        int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
        long nanos = (arguments.length > 2 ? Long.parseLong(arguments[2]) : 5) * 1_000_000_000L;
        Path folder = Files.createTempDirectory("throughput");
        Settings settings = new Settings(Settings.DEFAULT_ACCOUNT, Settings.DEFAULT_REGION, folder, true);
        try (Store store = Store.open(folder);
                SystemTime time = new SystemTime()) {
            Kernel kernel =
                    new Kernel(settings, store, time, Ids.random(), new PolicyAccess(settings, store), new Aws());
            SqsService sqs = new SqsService(kernel, () -> URI.create("http://127.0.0.1"));
            EventsService events = new EventsService(
                    kernel, (caller, message) -> sqs.prepareSend(caller, message)::apply, new FakeTargets());
            kernel.aws().register(sqs);
            kernel.aws().register(events);
            prepare(kernel, what);
            for (int round = 0; round < 5; round++) {
                round(kernel, threads, nanos);
            }
            events.close();
            sqs.close();
        }
    }

    private static void prepare(Kernel kernel, String what) {
        call(
                kernel,
                "sqs",
                "CreateQueue",
                "{\"QueueName\":\"q\",\"Attributes\":{\"Policy\":\"{\\\"Statement\\\":[{\\\"Effect\\\":"
                        + "\\\"Allow\\\",\\\"Principal\\\":{\\\"Service\\\":\\\"events.amazonaws.com\\\"},\\\"Action\\\":\\\"sqs:SendMessage\\\","
                        + "\\\"Resource\\\":\\\"*\\\"}]}\"}}");
        if (what.equals("archive")) {
            call(
                    kernel,
                    "events",
                    "CreateArchive",
                    "{\"ArchiveName\":\"a\",\"EventSourceArn\":"
                            + "\"arn:aws:events:us-east-1:000000000000:event-bus/default\"}");
        }
        if (what.equals("queue")) {
            call(kernel, "events", "PutRule", "{\"Name\":\"r\",\"EventPattern\":\"{\\\"source\\\":[\\\"shop\\\"]}\"}");
            call(
                    kernel,
                    "events",
                    "PutTargets",
                    "{\"Rule\":\"r\",\"Targets\":[{\"Id\":\"q\",\"Arn\":"
                            + "\"arn:aws:sqs:us-east-1:000000000000:q\"}]}");
        }
    }

    private static void call(Kernel kernel, String service, String operation, String input) {
        kernel.aws().call(OWNER, service, operation, (ObjectNode) Json.parseTrusted(input));
    }

    private static void round(Kernel kernel, int threads, long nanos) throws InterruptedException {
        AtomicLong done = new AtomicLong();
        long start = System.nanoTime();
        long cpu = cpu();
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            running.add(new Thread(() -> {
                for (long n = 0; System.nanoTime() - start < nanos; n++) {
                    kernel.aws().call(OWNER, "events", "PutEvents", request(n));
                    done.addAndGet(Limits.ENTRIES);
                }
            }));
        }
        running.forEach(Thread::start);
        for (Thread thread : running) {
            thread.join();
        }
        System.out.printf(
                "%,d events/s, %.2f ms of CPU per 1,000 events%n",
                done.get() * 1_000_000_000L / (System.nanoTime() - start), (cpu() - cpu) / 1e6 / (done.get() / 1e3));
    }

    private static ObjectNode request(long n) {
        ObjectNode input = Json.object();
        ArrayNode entries = input.putArray("Entries");
        for (int i = 0; i < Limits.ENTRIES; i++) {
            entries.addObject()
                    .put("Source", "shop")
                    .put("DetailType", "order placed")
                    .put(
                            "Detail",
                            "{\"order\":{\"id\":" + n + ",\"items\":[{\"sku\":\"a\",\"count\":2}],\"note\":\""
                                    + "x".repeat(150) + "\"}}");
        }
        return input;
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
