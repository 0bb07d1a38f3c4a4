package dev.sluice.engine.lambda.run;

import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.lambda.code.Packages;
import dev.sluice.engine.lambda.function.LambdaFunction;
import dev.sluice.engine.lambda.function.Settings;
import dev.sluice.engine.lambda.function.Version;
import dev.sluice.engine.lambda.handler.FunctionLoader;
import dev.sluice.engine.lambda.handler.Handler;
import dev.sluice.engine.lambda.handler.Handlers;
import dev.sluice.engine.lambda.handler.Loaders;
import dev.sluice.engine.lambda.handler.ProcessHandler;
import dev.sluice.engine.lambda.handler.Serialization;
import dev.sluice.engine.lambda.log.LogSink;
import dev.sluice.engine.lambda.process.Language;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/** One version of a function in memory: its classes and its instances. Thread-safe. */
final class LoadedFunction {

    private static final Duration BEFORE_EXPIRY = Duration.ofHours(1);
    private static final Duration LONGEST_IDLE = Duration.ofMinutes(10);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

    private final Kernel kernel;
    private final Packages packages;
    private final Environments environments;
    private final LambdaFunction function;
    private final Version version;
    private final FunctionLoader loader;
    private final Serialization serialization = new Serialization();
    private final Deque<Instance> idle = new ArrayDeque<>();
    private boolean closed;
    private boolean sweeping;

    LoadedFunction(
            Kernel kernel,
            Packages packages,
            Loaders loaders,
            Environments environments,
            LambdaFunction function,
            Version version) {
        this.kernel = kernel;
        this.packages = packages;
        this.environments = environments;
        this.function = function;
        this.version = version;
        this.loader = loaders.of(function.name() + ":" + version.number(), version.settings());
    }

    String revision() {
        return version.revision();
    }

    /** An instance that is idle, or a new one; none if this version has been taken out of service. */
    Optional<Instance> take() {
        Instant now = kernel.time().now();
        synchronized (this) {
            if (closed) {
                return Optional.empty();
            }
            for (Instance instance = idle.pollLast(); instance != null; instance = idle.pollLast()) {
                if (instance.alive() && instance.expires().minus(BEFORE_EXPIRY).isAfter(now)) {
                    return Optional.of(instance);
                }
                instance.stop();
            }
        }
        return Optional.of(create(now));
    }

    private Instance create(Instant now) {
        String id = kernel.ids().uuid().toString().replace("-", "");
        String given = version.settings().logGroup();
        LogSink.Stream stream = new LogSink.Stream(
                function.arn(),
                version,
                given.isEmpty() ? "/aws/lambda/" + function.name() : given,
                DAY.format(now) + "/[" + version.number() + "]" + id);
        Environments.Environment environment = environments.of(function, version, stream);
        loader.environment(environment.variables());
        return new Instance(kernel, stream, () -> handler(environment.variables()), environment, loader);
    }

    private Handler handler(Map<String, String> environment) throws Throwable {
        Settings settings = version.settings();
        Optional<Language> language = Language.of(settings.runtime());
        return language.isPresent()
                ? ProcessHandler.load(language.get(), packages.root(settings.code()), environment, kernel.time())
                : Handlers.load(loader, serialization, settings.handler(), environment);
    }

    /** @param usable whether the instance may run again */
    synchronized void giveBack(Instance instance, boolean usable) {
        if (!usable || closed) {
            instance.stop();
            return;
        }
        idle.addLast(instance);
        if (!sweeping) {
            sweeping = true;
            kernel.time().at(kernel.time().now().plus(LONGEST_IDLE), this::sweep);
        }
    }

    /** Ends instances that had nothing to do for long. */
    private synchronized void sweep() {
        Instant before = kernel.time().now().minus(LONGEST_IDLE);
        while (!idle.isEmpty() && !idle.peekFirst().idleSince().isAfter(before)) {
            idle.pollFirst().stop();
        }
        sweeping = !idle.isEmpty();
        if (sweeping) {
            kernel.time().at(idle.peekFirst().idleSince().plus(LONGEST_IDLE), this::sweep);
        }
    }

    /**
     * Ends idle instances now and the others when they are done. The classes stay as long as anything uses them, such as a
     * thread that the function made and that ends when it wants to; then they are collected, and their files closed.
     */
    synchronized void close() {
        closed = true;
        idle.forEach(Instance::stop);
        idle.clear();
    }
}
