package dev.sluice.engine.sqs.queue;

import java.net.URI;
import java.util.function.Supplier;

/** The URLs of queues: the engine's own address, then account and name. */
public record QueueUrls(Supplier<URI> endpoint) {

    public String of(QueueKey key) {
        return endpoint.get() + "/" + key.account() + "/" + key.name();
    }
}
