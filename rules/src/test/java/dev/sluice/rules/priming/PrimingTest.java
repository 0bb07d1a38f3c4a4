package dev.sluice.rules.priming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrimingTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void theStageAnswersWithWhatItWasGivenAndElseWithNothing() throws Exception {
        List<String> calls = Priming.rehearse(
                Map.of("TABLE", "t"),
                Map.of("Query", "{\"url\":\"{url}\",\"table\":\"{TABLE}\"}"),
                (environment, rounds) -> {
                    String url = environment.get("AWS_ENDPOINT_URL");
                    assertThat(call(url, "DynamoDB_20120810.Query").body())
                            .isEqualTo("{\"url\":\"" + url + "\",\"table\":\"t\"}");
                    assertThat(call(url, "DynamoDB_20120810.GetItem").body()).isEqualTo("{}");
                    assertThat(call(url, "").statusCode()).isEqualTo(204);
                },
                1);
        assertThat(calls).containsExactly("Query", "GetItem", "webhook");
    }

    @Test
    void aRehearsalNeverSeesTheFunctionsCredentialsNorItsEndpoint() throws Exception {
        Map<String, String> real = Map.of(
                "AWS_ACCESS_KEY_ID", "real",
                "AWS_SECRET_ACCESS_KEY", "real",
                "AWS_SESSION_TOKEN", "real",
                "AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://169.254.170.2/",
                "AWS_ENDPOINT_URL", "https://dynamodb.example",
                "JOURNAL_TABLE", "sluice-journal");
        Priming.rehearse(
                real,
                Map.of(),
                (environment, rounds) -> {
                    assertThat(environment).containsEntry("JOURNAL_TABLE", "sluice-journal");
                    assertThat(environment.get("AWS_ENDPOINT_URL")).startsWith("http://127.0.0.1:");
                    assertThat(environment).doesNotContainKey("AWS_CONTAINER_CREDENTIALS_FULL_URI");
                    assertThat(environment.values()).doesNotContain("real");
                },
                1);
    }

    @Test
    void itIsRehearsedAsOftenAsItWasSaid() throws Exception {
        int[] times = {0};
        Priming.rehearse(Map.of(), Map.of(), (environment, rounds) -> times[0] += rounds, 7);
        assertThat(times[0]).isEqualTo(7);
    }

    @Test
    void aRehearsalThatFailsIsNoHindrance() {
        assertThatThrownBy(() -> Priming.rehearse(Map.of(), Map.of(), PrimingTest::fail, 1))
                .hasMessage("stage fright");
        Priming priming = Priming.beforeSnapshot(Map.of(), PrimingTest::fail);
        assertThatCode(() -> priming.beforeCheckpoint(null)).doesNotThrowAnyException();
    }

    private static void fail(Map<String, String> environment, int rounds) {
        throw new IllegalStateException("stage fright");
    }

    private HttpResponse<String> call(String url, String target) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).POST(HttpRequest.BodyPublishers.ofString("{}"));
        if (!target.isEmpty()) {
            request.header("X-Amz-Target", target);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
