package dev.sluice.bench.traffic;

import dev.sluice.bench.load.Client;
import dev.sluice.bench.load.Drive;
import dev.sluice.bench.load.Plan;
import dev.sluice.bench.load.Sink;
import dev.sluice.bench.load.Tally;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** What the HTTP client that Sluice uses does against the same receiver, with no bus between. */
public final class BareClient implements Client {

    private static final int CLIENTS = 16;

    private final CloseableHttpClient http;
    private final String url;
    private final boolean keep;

    private BareClient(CloseableHttpClient http, String url, boolean keep) {
        this.http = http;
        this.url = url;
        this.keep = keep;
    }

    /** Requests per second, at most, on connections that are kept. */
    public static double rate(int seconds) {
        return rate(seconds, true);
    }

    /**
     * Requests per second, at most, on a new connection each: API destinations send {@code Connection: close}.
     *
     * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html">API destinations</a>
     */
    public static double closingRate(int seconds) {
        return rate(seconds, false);
    }

    private static double rate(int seconds, boolean keep) {
        Tally tally = new Tally();
        try (Sink sink = Sink.start(tally, Duration.ZERO);
                CloseableHttpClient http = HttpClients.custom()
                        .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                                .setMaxConnPerRoute(CLIENTS)
                                .setMaxConnTotal(CLIENTS)
                                .build())
                        .disableAutomaticRetries()
                        .build()) {
            return Drive.run(
                            new Plan(
                                    CLIENTS,
                                    1,
                                    0,
                                    Duration.ofSeconds(Math.max(2, seconds)),
                                    Duration.ofSeconds(Math.max(2, seconds / 2))),
                            () -> new BareClient(http, sink.url(), keep))
                    .rate();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void send(long first, int count, long intended) {
        HttpPost post = new HttpPost(url);
        if (!keep) {
            post.setHeader("Connection", "close");
        }
        post.setEntity(new StringEntity(
                "{\"type\":\"order.placed\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"data\":{\"n\":" + first + ",\"t\":"
                        + intended + ",\"filling\":\"" + "x".repeat(200) + "\"}}",
                ContentType.APPLICATION_JSON));
        try {
            http.execute(post, response -> {
                EntityUtils.consume(response.getEntity());
                return response.getCode();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {}
}
