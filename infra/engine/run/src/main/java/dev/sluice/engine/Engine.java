package dev.sluice.engine;

import dev.sluice.engine.aws.Aws;
import dev.sluice.engine.aws.Service;
import dev.sluice.engine.cfn.StackRecord;
import dev.sluice.engine.cfn.Stacks;
import dev.sluice.engine.dynamodb.fault.Shortfall;
import dev.sluice.engine.iam.credentials.LocalCredentials;
import dev.sluice.engine.iam.policy.PolicyAccess;
import dev.sluice.engine.iam.signature.Signatures;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.kernel.Settings;
import dev.sluice.engine.lambda.process.NodeModules;
import dev.sluice.engine.store.Store;
import dev.sluice.engine.store.file.Damage;
import dev.sluice.engine.store.file.Database;
import dev.sluice.engine.store.file.StoreException;
import dev.sluice.engine.time.Ids;
import dev.sluice.engine.time.SystemTime;
import dev.sluice.engine.time.Time;
import dev.sluice.engine.wire.Gateway;
import dev.sluice.engine.wire.http.HttpServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * The engine: runs AWS's parts, and a template on them, in this JVM. All state is in the data folder; an engine started on
 * the folder of an earlier one resumes where that one stopped.
 */
public final class Engine implements AutoCloseable {

    private final Deque<AutoCloseable> parts;
    private final Started started;

    private record Started(URI url, List<StackRecord> stacks, Stacks all, Shortfall shortfall) {}

    private Engine(Deque<AutoCloseable> parts, Started started) {
        this.parts = parts;
        this.started = started;
    }

    /**
     * Starts an engine, and returns when it accepts requests and the template, if any, is in place.
     *
     * @throws dev.sluice.engine.cfn.template.TemplateException if the template cannot be carried out, or would remove data and that was
     *     not asked for; nothing keeps running then
     * @throws StoreException if the data folder is damaged, or was written by a newer program
     */
    public static Engine start(Options options) {
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        try {
            return new Engine(parts, start(options, parts));
        } catch (RuntimeException e) {
            closeAll(parts);
            Path database = options.settings().data().resolve(Database.FILE);
            throw Damage.words(database, e)
                    .map(words -> (RuntimeException) new StoreException(words, e))
                    .orElse(e);
        }
    }

    private static Started start(Options options, Deque<AutoCloseable> parts) {
        Settings settings = options.settings();
        parts.push(FolderLock.take(settings.data()));
        Database.check(settings.data());
        LocalCredentials credentials = LocalCredentials.in(settings.data());
        Store store = push(parts, Store.open(settings.data()));
        Time time = push(parts, new SystemTime());
        PolicyAccess access = new PolicyAccess(settings, store, time::now);
        Aws aws = new Aws();
        Kernel kernel = new Kernel(settings, store, time, Ids.random(), access, aws);
        Services services = new Services(
                kernel,
                access,
                credentials,
                NodeModules.near(options.template(), System.getenv().getOrDefault(NodeModules.VARIABLE, "")));
        services.all().forEach(service -> aws.register(push(parts, service)));
        Signatures signatures = new Signatures(credentials, time, settings);
        HttpServer server = push(
                parts,
                HttpServer.start(
                        options.port(),
                        new Gateway(aws, signatures, kernel.ids()),
                        new OwnPages(kernel, signatures, services.responses(), options.privatePages()),
                        services.apis(),
                        time));
        services.listening(server.url());
        aws.services().forEach(Service::start);
        List<StackRecord> stacks = options.template()
                .map(template -> services.stacks().apply(template, options.parameters(), options.prune()))
                .orElse(List.of());
        store.keepReserve();
        return new Started(server.url(), stacks, services.stacks(), services.shortfall());
    }

    /** Where it answers, such as {@code http://127.0.0.1:4566}. */
    public URI url() {
        return started.url();
    }

    /** The stacks of the template that it was started with, in the order of their dependencies. */
    public List<StackRecord> stacks() {
        return started.stacks();
    }

    /**
     * Makes DynamoDB leave half of each of the next batches unprocessed, as it may at any time, so that what a client does then
     * can be tested.
     *
     * @param requests how many BatchWriteItem and BatchGetItem requests fall short; 0 for none any more
     */
    public void leaveUnprocessed(int requests) {
        started.shortfall().of(requests);
    }

    /**
     * Brings the stacks up to date with a template while everything runs, as an update of a stack does on AWS.
     *
     * @throws dev.sluice.engine.cfn.template.TemplateException if the template cannot be carried out, or would remove data and that was
     *     not asked for
     */
    public List<StackRecord> update(Path template, Map<String, String> parameters, boolean prune) {
        return started.all().apply(template, parameters, prune);
    }

    /** Stops taking requests, lets what is under way end, and closes the store. */
    @Override
    public void close() {
        closeAll(parts);
    }

    private static <T extends AutoCloseable> T push(Deque<AutoCloseable> parts, T part) {
        parts.push(part);
        return part;
    }

    private static void closeAll(Deque<AutoCloseable> parts) {
        IllegalStateException failure = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                failure = failure == null ? new IllegalStateException("the engine did not stop cleanly", e) : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
