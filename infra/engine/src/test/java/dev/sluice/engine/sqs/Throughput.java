package dev.sluice.engine.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Kernel;
import dev.sluice.engine.testing.TestKernel;
import dev.sluice.engine.time.SystemTime;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures sending, receiving and deleting, on disk, in one process. Not a test: run its main method with the test class
 * path. Arguments: messages per second (0 for as fast as it goes), seconds, messages per write.
 */
final class Throughput {

    private static final Caller CALLER = Caller.root("000000000000");
    private static final String BODY = "x".repeat(500);
    private static final int CONSUMERS = 2;

    private final Kernel kernel;
    private final SqsService sqs;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong deleted = new AtomicLong();
    private final int[] micros = new int[4_000_000];
    private final AtomicInteger measured = new AtomicInteger();
    private volatile boolean stopping;

    private Throughput(Path folder) {
        kernel = TestKernel.open(folder, new SystemTime());
        sqs = new SqsService(kernel, () -> URI.create("http://127.0.0.1"));
        kernel.aws().register(sqs);
    }

    public static void main(String[] arguments) throws Exception {
        int rate = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 0;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        int perWrite = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10;
        Throughput throughput = new Throughput(Files.createTempDirectory("throughput"));
        throughput.kernel.aws().call(CALLER, "sqs", "CreateQueue", Sqs.json("{'QueueName':'q'}"));
        throughput.run(rate, seconds, perWrite);
    }

    private void run(int rate, int seconds, int perWrite) throws InterruptedException {
        List<Thread> consumers = new ArrayList<>();
        for (int i = 0; i < CONSUMERS; i++) {
            consumers.add(new Thread(this::consume, "consumer-" + i));
        }
        List<Thread> producers = new ArrayList<>();
        for (int i = 0; i < (rate == 0 ? 4 : 1); i++) {
            producers.add(new Thread(() -> produce(rate, perWrite), "producer-" + i));
        }
        consumers.forEach(Thread::start);
        producers.forEach(Thread::start);
        for (int second = 0; second < seconds; second++) {
            long sentBefore = sent.get();
            long deletedBefore = deleted.get();
            int measuredBefore = measured.get();
            long cpuBefore = cpu();
            LockSupport.parkNanos(1_000_000_000L);
            System.out.printf(
                    "%,d sent/s, %,d received and deleted/s, %.1f us of CPU each, %s%n",
                    sent.get() - sentBefore,
                    deleted.get() - deletedBefore,
                    (cpu() - cpuBefore) / 1000d / Math.max(1, deleted.get() - deletedBefore),
                    latency(measuredBefore));
        }
        stopping = true;
        for (Thread producer : producers) {
            producer.join();
        }
        for (Thread consumer : consumers) {
            consumer.join();
        }
        sqs.close();
        kernel.store().close();
    }

    /** Of this process, in nanoseconds: comparable even while the machine is busy with something else. */
    private static long cpu() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(java.time.Duration::toNanos)
                .orElse(0L);
    }

    private String latency(int from) {
        int[] some = Arrays.copyOfRange(micros, from, Math.min(measured.get(), micros.length));
        Arrays.sort(some);
        return some.length == 0
                ? ""
                : "p50 " + some[some.length / 2] + " us, p99 " + some[(int) (some.length * 0.99)] + " us";
    }

    private void produce(int rate, int perWrite) {
        long start = System.nanoTime();
        for (long n = 0; !stopping; n += perWrite) {
            if (rate > 0) {
                long due = start + n * 1_000_000_000L / rate;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
            } else if (sent.get() - deleted.get() > 20_000) {
                LockSupport.parkNanos(100_000);
                n -= perWrite;
                continue;
            }
            List<Send> sends = new ArrayList<>();
            for (int i = 0; i < perWrite; i++) {
                sends.add(sqs.prepareSend(CALLER, Sqs.on("q").put("MessageBody", System.nanoTime() + " " + BODY)));
            }
            kernel.store().write(tx -> {
                for (Send send : sends) {
                    send.apply(tx);
                }
                return true;
            });
            sent.addAndGet(perWrite);
        }
    }

    private void consume() {
        ObjectNode receive = Sqs.on("q").put("MaxNumberOfMessages", 10).put("WaitTimeSeconds", 1);
        while (!stopping || sent.get() > deleted.get()) {
            JsonNode messages =
                    kernel.aws().call(CALLER, "sqs", "ReceiveMessage", receive).path("Messages");
            if (messages.isEmpty()) {
                continue;
            }
            long now = System.nanoTime();
            ObjectNode delete = Sqs.on("q");
            ArrayNode entries = delete.putArray("Entries");
            for (JsonNode message : messages) {
                String body = message.path("Body").asText();
                int at = measured.getAndIncrement();
                if (at < micros.length) {
                    micros[at] = (int) ((now - Long.parseLong(body.substring(0, body.indexOf(' ')))) / 1000);
                }
                entries.addObject()
                        .put("Id", "m" + entries.size())
                        .put("ReceiptHandle", message.path("ReceiptHandle").asText());
            }
            kernel.aws().call(CALLER, "sqs", "DeleteMessageBatch", delete);
            deleted.addAndGet(messages.size());
        }
    }
}
