package dev.sluice.engine;

import dev.sluice.engine.aws.Aws;
import dev.sluice.engine.aws.Kernel;
import dev.sluice.engine.aws.Service;
import dev.sluice.engine.aws.Settings;
import dev.sluice.engine.iam.LocalCredentials;
import dev.sluice.engine.iam.PolicyAccess;
import dev.sluice.engine.iam.Signatures;
import dev.sluice.engine.lambda.process.NodeModules;
import dev.sluice.engine.store.Store;
import dev.sluice.engine.time.Ids;
import dev.sluice.engine.time.SystemTime;
import dev.sluice.engine.time.Time;
import dev.sluice.engine.wire.Gateway;
import dev.sluice.engine.wire.HttpServer;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The engine: runs AWS's parts, and a template on them, in this JVM. All state is in the data folder; an engine started on
 * the folder of an earlier one goes on where that stopped.
 */
public final class Engine implements AutoCloseable {

    private final Deque<AutoCloseable> parts;
    private final URI url;

    private Engine(Deque<AutoCloseable> parts, URI url) {
        this.parts = parts;
        this.url = url;
    }

    /**
     * Starts an engine, and returns when it accepts requests and the template, if any, is in place.
     *
     * @throws dev.sluice.engine.cfn.TemplateException if the template cannot be carried out; nothing keeps running then
     */
    public static Engine start(Options options) {
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        try {
            return new Engine(parts, start(options, parts));
        } catch (RuntimeException e) {
            closeAll(parts);
            throw e;
        }
    }

    private static URI start(Options options, Deque<AutoCloseable> parts) {
        Settings settings = options.settings();
        parts.push(FolderLock.take(settings.data()));
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
                        new OwnPages(kernel, signatures, services.responses())));
        services.listening(server.url());
        aws.services().forEach(Service::start);
        options.template().ifPresent(template -> services.stacks().apply(template, options.parameters()));
        return server.url();
    }

    /** Where it answers, such as {@code http://127.0.0.1:4566}. */
    public URI url() {
        return url;
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
