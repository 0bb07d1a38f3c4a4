package dev.sluice.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class StandInsTest {

    private static final Map<String, URI> REPLACED =
            Map.of("WarehouseUrl", URI.create("https://warehouse.example.com/orders"));

    private final List<String> reported = new CopyOnWriteArrayList<>();

    @Test
    void itAnswersOnLoopbackAndReportsTheFirstRequestsOnly() throws IOException, InterruptedException {
        try (StandIns standIns = StandIns.start(REPLACED, 0, reported::add)) {
            String url = standIns.parameters().getOrDefault("WarehouseUrl", "");
            assertThat(url).startsWith("http://127.0.0.1:").endsWith("/WarehouseUrl/orders");
            for (int i = 0; i < 12; i++) {
                assertThat(post(url)).isEqualTo(204);
            }
        }
        assertThat(reported).hasSize(10).first().isEqualTo("stand-in received POST /WarehouseUrl/orders, 7 bytes");
        assertThat(reported).last().asString().endsWith("from now on it only counts");
    }

    @Test
    void itTakesTheSamePortAgainAndAnotherIfThatIsTaken() throws IOException {
        int port;
        try (StandIns first = StandIns.start(REPLACED, 0, reported::add)) {
            port = first.port();
            try (StandIns second = StandIns.start(REPLACED, port, reported::add)) {
                assertThat(second.port()).isNotEqualTo(port);
            }
        }
        try (StandIns again = StandIns.start(REPLACED, port, reported::add)) {
            assertThat(again.port()).isEqualTo(port);
        }
    }

    private static int post(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url))
                                .POST(HttpRequest.BodyPublishers.ofString("a parse"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
