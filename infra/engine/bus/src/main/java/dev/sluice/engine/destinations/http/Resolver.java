package dev.sluice.engine.destinations.http;

import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names, vets every address, and hands the vetted ones to the connection: there is no second look-up that could
 * answer differently. The platform's resolver cannot be interrupted, so it runs aside with a limit of its own.
 */
public final class Resolver implements DnsResolver, AutoCloseable {

    private static final Pattern LITERAL = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final int MOST_LOOKUPS = 32;

    private final Duration limit;
    private final ExecutorService lookups =
            new ThreadPoolExecutor(0, MOST_LOOKUPS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "destination-dns");
                thread.setDaemon(true);
                return thread;
            });

    public Resolver(Duration limit) {
        this.limit = limit;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        return Networks.vetted(host, isLiteral(host) ? InetAddress.getAllByName(host) : lookedUp(host));
    }

    private InetAddress[] lookedUp(String host) throws UnknownHostException {
        if (Networks.isLoopbackName(host)) {
            return InetAddress.getAllByName(host);
        }
        Future<InetAddress[]> lookup;
        try {
            lookup = lookups.submit(() -> InetAddress.getAllByName(host));
        } catch (java.util.concurrent.RejectedExecutionException e) {
            throw new SlowNameException(host, e);
        }
        try {
            return lookup.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new SlowNameException(host, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SlowNameException(host, e);
        } catch (ExecutionException e) {
            throw new UnknownHostException(host);
        }
    }

    private static boolean isLiteral(String host) {
        return host.indexOf(':') >= 0 || LITERAL.matcher(host).matches();
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    @Override
    public void close() {
        lookups.shutdownNow();
    }

    /** The name servers did not answer in time: unlike an unknown name, another time may go better. */
    static final class SlowNameException extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        SlowNameException(String host, Throwable cause) {
            super(host);
            initCause(new SocketTimeoutException(String.valueOf(cause)));
        }
    }
}
