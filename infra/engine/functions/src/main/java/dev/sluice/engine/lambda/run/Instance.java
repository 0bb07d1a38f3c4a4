package dev.sluice.engine.lambda.run;

import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.lambda.function.LambdaLimits;
import dev.sluice.engine.lambda.function.Settings;
import dev.sluice.engine.lambda.guest.FunctionSystem;
import dev.sluice.engine.lambda.handler.Handler;
import dev.sluice.engine.lambda.log.InvocationLog;
import dev.sluice.engine.lambda.log.LogSink;
import dev.sluice.engine.lambda.log.SystemLog;
import dev.sluice.engine.lambda.process.GuestException;
import dev.sluice.engine.time.Time;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * An execution environment: one handler, one thread of its own, one invocation at a time. The thread is interrupted at the
 * deadline, and the invocation answered whether it reacts or not; such an instance is not used again.
 */
final class Instance {

    /** Makes the handler. */
    @FunctionalInterface
    interface Init {
        Handler handler() throws Throwable;
    }

    private record Task(Invocation invocation, InvocationLog log, CompletableFuture<Result> result) {}

    private static final long MICROS = 1_000;

    private final Kernel kernel;
    private final Settings settings;
    private final String version;
    private final SystemLog system;
    private final LogSink.Stream stream;
    private final Init init;
    private final Instant expires;
    private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>(1);
    private final FunctionThreads group;
    private final Thread thread;
    private @Nullable Handler handler;
    private volatile boolean stopping;
    private volatile Instant idleSince;
    private Runnable whenFinished = () -> {};
    private boolean finished;

    Instance(
            Kernel kernel, LogSink.Stream stream, Init init, Environments.Environment environment, ClassLoader loader) {
        this.kernel = kernel;
        this.settings = stream.version().settings();
        this.version = stream.version().number();
        this.system = SystemLog.of(settings);
        this.stream = stream;
        this.init = init;
        this.expires = environment.expires();
        this.idleSince = kernel.time().now();
        this.group = new FunctionThreads("lambda " + stream.functionArn(), environment.variables());
        this.thread = new Thread(group, this::loop, group.getName());
        thread.setDaemon(true);
        thread.setContextClassLoader(loader);
        thread.start();
    }

    /** Invokes, and waits for the answer or the deadline. */
    Result invoke(Invocation invocation, LogSink sink) {
        InvocationLog log = new InvocationLog(kernel.time(), sink, stream);
        Task task = new Task(invocation, log, new CompletableFuture<>());
        tasks.add(task);
        Result result = task.result().join();
        log.end();
        idleSince = kernel.time().now();
        return result.withLogTail(log.tail());
    }

    Instant expires() {
        return expires;
    }

    Instant idleSince() {
        return idleSince;
    }

    boolean alive() {
        return !stopping && thread.isAlive();
    }

    /** Whether the thread still runs; if so, {@code then} is called when it ends. */
    synchronized boolean abandon(Runnable then) {
        if (finished) {
            return false;
        }
        whenFinished = then;
        return true;
    }

    private synchronized Runnable finished() {
        finished = true;
        return whenFinished;
    }

    /** Ends the instance and interrupts the threads that the function made. */
    void stop() {
        stopping = true;
        group.interrupt();
    }

    private void loop() {
        try {
            while (!stopping) {
                run(tasks.take());
            }
        } catch (InterruptedException e) {
            // Stopped while idle, as wanted; or by a stray interrupt of the function's, which costs the instance.
            stopping = true;
        } finally {
            for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
                task.result().complete(Result.failure("Runtime.ExitError", "The instance was stopped.", true));
            }
            group.interrupt();
            if (handler != null) {
                handler.close();
            }
            finished().run();
        }
    }

    private void run(Task task) {
        Invocation invocation = task.invocation();
        String id = invocation.requestId();
        group.printTo(task.log());
        long begin = System.nanoTime();
        long initMicros = -1;
        Result result = null;
        if (handler == null) {
            result = init(task);
            initMicros = (System.nanoTime() - begin) / MICROS;
            begin = System.nanoTime();
        }
        system.start(kernel.time().now(), id, version).ifPresent(task.log()::add);
        if (result == null) {
            result = handle(task);
        }
        Thread.interrupted();
        finish(task, result, (System.nanoTime() - begin) / MICROS, initMicros);
    }

    private @Nullable Result init(Task task) {
        Time.Timer timer = deadline(task, LambdaLimits.INIT + settings.timeout());
        try {
            handler = init.handler();
            return null;
        } catch (FunctionSystem.Exit e) {
            return Result.exit(task.invocation(), e.status());
        } catch (GuestException e) {
            return e.exited()
                    ? Result.exit(task.invocation(), e.status())
                    : Result.of(e).withFatal();
        } catch (Throwable e) {
            return Result.of(e).withFatal();
        } finally {
            timer.cancel();
        }
    }

    private Result handle(Task task) {
        Instant deadline = kernel.time().now().plusSeconds(settings.timeout());
        FunctionContext context = new FunctionContext(
                task.invocation(), stream, version, settings.memory(), task.log(), kernel.time(), deadline);
        Time.Timer timer = deadline(task, settings.timeout());
        FunctionSystem.trace(Traces.of(task.invocation(), kernel.time().now()));
        try {
            return Result.of(
                    Objects.requireNonNull(handler).handle(task.invocation().payload(), context));
        } catch (FunctionSystem.Exit e) {
            return Result.exit(task.invocation(), e.status());
        } catch (GuestException e) {
            return e.exited() ? Result.exit(task.invocation(), e.status()) : Result.of(e);
        } catch (Throwable e) {
            return Result.of(e);
        } finally {
            timer.cancel();
        }
    }

    private Time.Timer deadline(Task task, int seconds) {
        return kernel.time().at(kernel.time().now().plus(Duration.ofSeconds(seconds)), () -> {
            String text = kernel.time().now() + " " + task.invocation().requestId() + " Task timed out after "
                    + settings.timeout() + ".00 seconds";
            if (!task.result().isDone()) {
                task.log().add(text);
            }
            if (task.result().complete(Result.timeout(task.invocation(), settings.timeout()))) {
                stop();
            }
        });
    }

    private void finish(Task task, Result result, long micros, long initMicros) {
        if (task.result().isDone()) {
            stopping = true;
            return;
        }
        if (result.failed()) {
            task.log().add(new String(result.payload(), StandardCharsets.UTF_8));
        }
        task.log().printed();
        String id = task.invocation().requestId();
        system.end(id).ifPresent(task.log()::add);
        system.report(kernel.time().now(), id, micros, initMicros).ifPresent(task.log()::add);
        if (result.fatal() | !task.result().complete(result)) {
            stopping = true;
        }
    }
}
