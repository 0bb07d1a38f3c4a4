package dev.sluice.engine.destinations.http;

import dev.sluice.engine.time.Time;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.Timeout;

/**
 * Makes calls with Apache HttpClient: one connection each, no redirect, no cookie, no retry of its own, and one limit for all
 * of it, from the name to the last byte of the body. Thread-safe.
 */
public final class HttpCaller implements AutoCloseable {

    /** AWS's client execution timeout for API destinations, which cannot be changed. */
    public static final Duration LIMIT = Duration.ofSeconds(5);

    private static final int HEADERS = 200;
    private static final int HEADER_LINE = 65_536;
    private static final int CHUNK = 8_192;

    private final Time time;
    private final Resolver resolver = new Resolver(LIMIT);
    private final CloseableHttpClient client;

    /** @param tls decides whom to trust */
    public HttpCaller(Time time, SSLContext tls) {
        this.time = time;
        this.client = HttpClients.custom()
                .setConnectionManager(connections(tls))
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout())
                        .setResponseTimeout(timeout())
                        .setProtocolUpgradeEnabled(false)
                        .setRedirectsEnabled(false)
                        .build())
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableConnectionState()
                .disableContentCompression()
                .disableCookieManagement()
                .disableDefaultUserAgent()
                .disableRedirectHandling()
                .build();
    }

    private PoolingHttpClientConnectionManager connections(SSLContext tls) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(resolver)
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnPerRoute(Integer.MAX_VALUE)
                .setMaxConnTotal(Integer.MAX_VALUE)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxHeaderCount(HEADERS)
                                .setMaxLineLength(HEADER_LINE)
                                .build())
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout())
                        .setSocketTimeout(timeout())
                        .build())
                .build();
    }

    /**
     * Makes a call and reads at most {@code most} bytes of the response's body.
     *
     * @throws CallFailedException if no response came in time
     */
    public Received call(Outgoing outgoing, int most) throws CallFailedException {
        HttpUriRequestBase request = new HttpUriRequestBase(outgoing.method(), outgoing.uri());
        outgoing.headers().forEach(header -> request.addHeader(header.name(), header.value()));
        if (outgoing.body().length > 0) {
            request.setEntity(new ByteArrayEntity(outgoing.body(), null));
        }
        AtomicBoolean late = new AtomicBoolean();
        Time.Timer timer = time.at(time.now().plus(LIMIT), () -> {
            late.set(true);
            request.cancel();
        });
        try {
            return exchange(request, most);
        } catch (IOException | HttpException | RuntimeException e) {
            throw failure(outgoing, e, late.get());
        } finally {
            timer.cancel();
        }
    }

    private Received exchange(HttpUriRequestBase request, int most) throws IOException, HttpException {
        ClassicHttpResponse response = client.executeOpen(RoutingSupport.determineHost(request), request, null);
        boolean whole = false;
        try {
            HttpEntity entity = response.getEntity();
            byte[] body = entity == null ? new byte[0] : read(entity.getContent(), most);
            whole = body.length <= most;
            return new Received(
                    response.getCode(),
                    value(response, "Retry-After"),
                    value(response, "Content-Encoding"),
                    whole ? body : Arrays.copyOf(body, most),
                    !whole);
        } finally {
            if (!whole) {
                // Closing a body politely reads it to its end, and this one may have none.
                request.cancel();
            }
            close(response);
        }
    }

    private static void close(ClassicHttpResponse response) {
        try {
            response.close();
        } catch (IOException e) {
            // All that was wanted of it has been read.
        }
    }

    /** Up to one byte more than {@code most}, which shows that there is more. */
    private static byte[] read(InputStream content, int most) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(most, CHUNK));
        byte[] chunk = new byte[CHUNK];
        while (out.size() <= most) {
            int count = content.read(chunk, 0, Math.min(CHUNK, most + 1 - out.size()));
            if (count < 0) {
                break;
            }
            out.write(chunk, 0, count);
        }
        return out.toByteArray();
    }

    private static CallFailedException failure(Outgoing outgoing, Exception cause, boolean late) {
        if (late || cause instanceof SocketTimeoutException || cause instanceof Resolver.SlowNameException) {
            return new CallFailedException(CallFailedException.Kind.TIMEOUT, "no complete response within 5 seconds");
        }
        String host = outgoing.uri().getHost();
        if (cause instanceof Networks.BlockedAddressException blocked) {
            return new CallFailedException(CallFailedException.Kind.ADDRESS, String.valueOf(blocked.getMessage()));
        }
        if (cause instanceof UnknownHostException) {
            return new CallFailedException(CallFailedException.Kind.ADDRESS, "the name " + host + " does not resolve");
        }
        String what = cause instanceof SSLException ? "TLS failed: " : "";
        return new CallFailedException(
                CallFailedException.Kind.CONNECTION,
                what + cause.getClass().getSimpleName() + ": " + cause.getMessage());
    }

    private static String value(ClassicHttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null || header.getValue() == null ? "" : header.getValue();
    }

    private static Timeout timeout() {
        return Timeout.of(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
        resolver.close();
    }
}
