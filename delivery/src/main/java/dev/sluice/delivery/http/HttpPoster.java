package dev.sluice.delivery.http;

import dev.sluice.delivery.network.VettedNames;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/**
 * Makes requests with one client whose connections all requests share. It connects to vetted addresses only, follows no
 * redirect, inflates nothing, and gives up when the total time is over, wherever the request is then. Thread-safe.
 */
public final class HttpPoster implements Poster, AutoCloseable {

    private static final int LOOKUPS = 16;

    private final VettedNames names;
    private final Duration lookup;
    private final Duration total;
    private final CloseableHttpAsyncClient client;
    private final ScheduledThreadPoolExecutor deadlines;
    private final ThreadPoolExecutor lookups;

    /** With the limits of the project: 5 s to resolve, 5 s to connect, 15 s in all. */
    public HttpPoster(VettedNames names) {
        this(names, Duration.ofSeconds(5), Duration.ofSeconds(15));
    }

    /**
     * @param connect the longest to resolve a name, to connect and to agree on TLS, each
     * @param total the longest in all, body included
     */
    public HttpPoster(VettedNames names, Duration connect, Duration total) {
        this.names = names;
        this.lookup = connect;
        this.total = total;
        this.deadlines = new ScheduledThreadPoolExecutor(1, HttpClients.threads("sluice-deadlines"));
        deadlines.setRemoveOnCancelPolicy(true);
        this.lookups = new ThreadPoolExecutor(
                LOOKUPS,
                LOOKUPS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                HttpClients.threads("sluice-lookups"));
        lookups.allowCoreThreadTimeOut(true);
        this.client = HttpClients.start(new Pinned(names), connect, total);
    }

    /** Gives the client the addresses that were vetted, and no others. */
    private record Pinned(VettedNames names) implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return names.pinned(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    @Override
    public void post(Post post, Consumer<Answer> done) {
        Exchange exchange = new Exchange(done, System.nanoTime());
        exchange.deadline(deadlines.schedule(
                () -> exchange.expire(Answer.Failure.TIMEOUT, "no answer within " + total.toMillis() + " ms"),
                total.toMillis(),
                TimeUnit.MILLISECONDS));
        String host = post.url().getHost();
        if (host == null) {
            exchange.end(Answer.Failure.INVALID_REQUEST, "the URL names no host");
        } else if (names.remembered(host).isPresent()) {
            start(post, exchange, true);
        } else {
            lookUp(host, post, exchange);
        }
    }

    /** A name server that does not answer holds up the requests to that name only. */
    private void lookUp(String host, Post post, Exchange exchange) {
        var late = deadlines.schedule(
                () -> exchange.end(
                        Answer.Failure.DNS_FAILED, host + " was not resolved within " + lookup.toMillis() + " ms"),
                lookup.toMillis(),
                TimeUnit.MILLISECONDS);
        lookups.execute(() -> {
            if (exchange.ended()) {
                return;
            }
            try {
                names.resolve(host);
                late.cancel(false);
                start(post, exchange, true);
            } catch (UnknownHostException e) {
                late.cancel(false);
                exchange.end(Failures.of(e), Failures.words(e));
            }
        });
    }

    /** @param again whether a kept connection that the receiver has closed meanwhile may be replaced by another */
    private void start(Post post, Exchange exchange, boolean again) {
        BasicHttpRequest request = new BasicHttpRequest(Method.POST, post.url());
        post.headers().forEach(header -> request.addHeader(header.getKey(), header.getValue()));
        HttpClientContext context = HttpClientContext.create();
        try {
            exchange.call(client.execute(
                    new BasicRequestProducer(
                            request, new BasicAsyncEntityProducer(post.body(), ContentType.parse(post.contentType()))),
                    exchange,
                    context,
                    new FutureCallback<>() {
                        @Override
                        public void completed(Boolean result) {
                            exchange.end(Answer.Failure.CONNECTION_LOST, "");
                        }

                        @Override
                        public void failed(Exception cause) {
                            Answer.Failure failure = Failures.of(cause);
                            if (again
                                    && failure == Answer.Failure.CONNECTION_LOST
                                    && !exchange.answered()
                                    && !exchange.ended()
                                    && kept(context.getEndpointDetails())) {
                                start(post, exchange, false);
                            } else {
                                exchange.end(failure, Failures.words(cause));
                            }
                        }

                        @Override
                        public void cancelled() {
                            exchange.end(Answer.Failure.CONNECTION_LOST, "the request was cancelled");
                        }
                    }));
        } catch (IllegalStateException | IllegalArgumentException e) {
            exchange.end(Answer.Failure.INVALID_REQUEST, Failures.words(e));
        }
    }

    private static boolean kept(@Nullable EndpointDetails connection) {
        return connection != null && connection.getRequestCount() > 1;
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
        deadlines.shutdownNow();
        lookups.shutdownNow();
        try {
            client.awaitShutdown(TimeValue.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
