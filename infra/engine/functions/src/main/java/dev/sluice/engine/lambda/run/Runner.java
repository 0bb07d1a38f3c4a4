package dev.sluice.engine.lambda.run;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.iam.credentials.LocalCredentials;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.lambda.code.Packages;
import dev.sluice.engine.lambda.function.Functions;
import dev.sluice.engine.lambda.function.LambdaErrors;
import dev.sluice.engine.lambda.function.LambdaFunction;
import dev.sluice.engine.lambda.function.Version;
import dev.sluice.engine.lambda.handler.Loaders;
import dev.sluice.engine.lambda.log.LogSink;
import dev.sluice.engine.metrics.Metric;
import dev.sluice.engine.metrics.Metrics;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Runs functions. Thread-safe. */
public final class Runner implements AutoCloseable {

    private static final String NAMESPACE = "AWS/Lambda";
    private static final double NANOS_PER_MS = 1e6;

    private final Kernel kernel;
    private final Functions functions;
    private final Packages packages;
    private final Loaders loaders;
    private final Environments environments;
    private final LogSink sink;
    private final Concurrency concurrency = new Concurrency();
    private final Map<String, LoadedFunction> loaded = new ConcurrentHashMap<>();
    private volatile int reserved;

    /** @param url where the engine answers: functions call it there */
    public Runner(
            Kernel kernel,
            Functions functions,
            Packages packages,
            LocalCredentials credentials,
            Supplier<URI> url,
            List<Path> modules,
            LogSink sink) {
        this.kernel = kernel;
        this.functions = functions;
        this.packages = packages;
        this.loaders = new Loaders(packages);
        this.environments = new Environments(kernel, packages, credentials, url, modules);
        this.sink = sink;
        FunctionOutput.route();
        functions.onChange(this::changed);
        countReserved();
    }

    /**
     * Invokes a version and waits for what comes of it.
     *
     * @throws AwsException TooManyRequestsException if nothing may run now; AccessDeniedException without a usable role
     */
    public Result run(LambdaFunction function, Version version, Invocation invocation) {
        Metered metered = new Metered(function);
        metered.running(take(function, metered));
        boolean abandoned = false;
        try {
            LoadedFunction classes = load(function, version);
            Optional<Instance> taken = classes.take();
            if (taken.isEmpty()) {
                throw LambdaErrors.conflict("The function " + function.arn() + " was changed or deleted meanwhile.");
            }
            Instance instance = taken.get();
            long begin = System.nanoTime();
            Result result = instance.invoke(invocation, sink);
            metered.done(result, (System.nanoTime() - begin) / NANOS_PER_MS);
            abandoned = result.fatal() && instance.abandon(concurrency::ended);
            classes.giveBack(instance, !result.fatal());
            return result;
        } finally {
            concurrency.giveBack(function, abandoned);
        }
    }

    private int take(LambdaFunction function, Metered metered) {
        try {
            return concurrency.take(function, reserved);
        } catch (AwsException e) {
            metered.throttled();
            throw e;
        }
    }

    private LoadedFunction load(LambdaFunction function, Version version) {
        String key = function.id() + ":" + version.number();
        LoadedFunction present = loaded.get(key);
        if (present != null && present.revision().equals(version.revision())) {
            return present;
        }
        return loaded.compute(key, (ignored, old) -> {
            if (old != null && old.revision().equals(version.revision())) {
                return old;
            }
            LoadedFunction fresh = new LoadedFunction(kernel, packages, loaders, environments, function, version);
            if (old != null) {
                old.close();
            }
            return fresh;
        });
    }

    private void changed(String id) {
        countReserved();
        Optional<LambdaFunction> now = functions.find(id);
        for (String key : loaded.keySet()) {
            if (key.startsWith(id + ":")) {
                String number = key.substring(id.length() + 1);
                Optional<String> revision =
                        now.flatMap(function -> function.version(number)).map(Version::revision);
                loaded.computeIfPresent(key, (ignored, old) -> {
                    if (revision.filter(old.revision()::equals).isPresent()) {
                        return old;
                    }
                    old.close();
                    return null;
                });
            }
        }
    }

    private void countReserved() {
        reserved = functions.all().stream()
                .mapToInt(function -> Math.max(0, function.reserved()))
                .sum();
    }

    /** Ends all instances. */
    @Override
    public void close() {
        loaded.values().forEach(LoadedFunction::close);
        loaded.clear();
    }

    /** The data points of one invocation. */
    private final class Metered {

        private final Metrics metrics;
        private final Map<String, String> dimensions;

        Metered(LambdaFunction function) {
            this.metrics = kernel.metrics().of(function.account());
            this.dimensions = Map.of("FunctionName", function.name());
        }

        void running(int count) {
            record("ConcurrentExecutions", count);
        }

        void throttled() {
            record("Throttles", 1);
        }

        void done(Result result, double millis) {
            record("Invocations", 1);
            record("Errors", result.failed() ? 1 : 0);
            record("Duration", millis);
        }

        private void record(String name, double value) {
            metrics.record(new Metric(NAMESPACE, name, dimensions), value);
        }
    }
}
