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

    private BareClient(CloseableHttpClient http, String url) {
        this.http = http;
        this.url = url;
    }

    /** Requests per second, at most. */
    public static double rate(int seconds) {
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
                                    CLIENTS, 1, 0, Duration.ofSeconds(2), Duration.ofSeconds(Math.max(2, seconds / 2))),
                            () -> new BareClient(http, sink.url()))
                    .rate();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void send(long first, int count, long intended) {
        HttpPost post = new HttpPost(url);
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
