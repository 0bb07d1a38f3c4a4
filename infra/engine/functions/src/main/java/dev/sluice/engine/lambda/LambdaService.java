package dev.sluice.engine.lambda;

import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Protocol;
import dev.sluice.engine.aws.Service;
import dev.sluice.engine.iam.credentials.LocalCredentials;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.lambda.async.AsyncQueue;
import dev.sluice.engine.lambda.async.Attempts;
import dev.sluice.engine.lambda.code.Packages;
import dev.sluice.engine.lambda.control.ConcurrencyOperations;
import dev.sluice.engine.lambda.control.EventInvokeOperations;
import dev.sluice.engine.lambda.control.FunctionOperations;
import dev.sluice.engine.lambda.control.PermissionOperations;
import dev.sluice.engine.lambda.control.Requests;
import dev.sluice.engine.lambda.control.TagOperations;
import dev.sluice.engine.lambda.control.VersionOperations;
import dev.sluice.engine.lambda.function.Functions;
import dev.sluice.engine.lambda.function.LambdaFunction;
import dev.sluice.engine.lambda.log.FunctionLogs;
import dev.sluice.engine.lambda.run.Runner;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Lambda: service {@code lambda}. Functions in Java run in this JVM, each with its own class loader.
 *
 * <p>What a function shares with the others, unlike on AWS: the heap, the file system, system properties and standard output.
 * {@code System.getenv} and {@code System.exit} in a function's classes mean the function; its handler MAY also take its environment
 * as a {@code Map<String, String>} in its constructor. {@code System.out} cannot be attributed and goes to the engine's own
 * output: a function's log is what it logs through its Context.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/welcome.html">Lambda API</a>
 */
public final class LambdaService implements Service {

    private Map<String, Operation> operations = Map.of();
    private final List<Protocol.Route> routes = new ArrayList<>(Routes.ALL);
    private final Functions functions;
    private final Packages packages;
    private final Runner runner;
    private final FunctionLogs logs;
    private final AsyncQueue queue;

    /** @param url where the engine answers */
    public LambdaService(Kernel kernel, LocalCredentials credentials, Supplier<URI> url) {
        this(kernel, credentials, url, List.of());
    }

    /**
     * @param url where the engine answers
     * @param modules folders in which functions in JavaScript find the AWS SDK
     */
    public LambdaService(Kernel kernel, LocalCredentials credentials, Supplier<URI> url, List<Path> modules) {
        this.functions = new Functions(kernel);
        this.packages = new Packages(kernel.settings().data());
        this.logs = new FunctionLogs(kernel);
        this.runner = new Runner(kernel, functions, packages, credentials, url, modules, logs);
        this.queue = new AsyncQueue(kernel, new Attempts(kernel, functions, runner));
        Requests requests = new Requests(kernel, functions);
        FunctionOperations control = new FunctionOperations(requests, packages);
        Map<String, Operation> all = new HashMap<>(control.operations());
        all.putAll(new VersionOperations(requests, control).operations());
        all.putAll(new PermissionOperations(requests).operations());
        all.putAll(new ConcurrencyOperations(requests).operations());
        all.putAll(new EventInvokeOperations(requests).operations());
        all.putAll(new TagOperations(requests).operations());
        all.put("Invoke", new Invoke(requests, runner, queue::add));
        operations = Map.copyOf(all);
    }

    /**
     * Adds operations that are built elsewhere, such as those of event source mappings. MUST be called before the service is
     * registered.
     */
    public LambdaService with(Map<String, Operation> others, List<Protocol.Route> theirRoutes) {
        Map<String, Operation> all = new HashMap<>(operations);
        all.putAll(others);
        operations = Map.copyOf(all);
        routes.addAll(theirRoutes);
        return this;
    }

    @Override
    public String name() {
        return "lambda";
    }

    @Override
    public List<Protocol> protocols() {
        return List.of(new Protocol.RestJson(List.copyOf(routes)));
    }

    @Override
    public Map<String, Operation> operations() {
        return operations;
    }

    @Override
    public void start() {
        Set<String> used = new HashSet<>();
        for (LambdaFunction function : functions.all()) {
            used.add(function.latest().settings().code().hash());
            function.published()
                    .values()
                    .forEach(version -> used.add(version.settings().code().hash()));
        }
        packages.retain(used);
        logs.start();
        queue.start();
    }

    @Override
    public void close() {
        queue.close();
        runner.close();
        logs.close();
    }
}
