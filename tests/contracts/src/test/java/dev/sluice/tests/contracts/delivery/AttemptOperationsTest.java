package dev.sluice.tests.contracts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.delivery.api.Calls;
import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.queue.Delivery;
import dev.sluice.runtime.journal.Attempt.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptOperationsTest {

    private static final String APPLICATION = "/api/v1/app/blue";

    private static EngineStack stack;

    private final MessageBench bench = new MessageBench(stack);
    private final Calls operator = bench.operator();
    private final Endpoint one = bench.endpoint(bench.blue, List.of(), List.of());
    private final Endpoint two = bench.endpoint(bench.blue, List.of("user.signup"), List.of());
    private String failed = "";
    private String delivered = "";
    private String retrying = "";

    @BeforeAll
    static void start(@TempDir Path data) {
        stack = new EngineStack(data);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    /** At endpoint one: a failed after two attempts, b delivered by the second, c is being retried. At endpoint two: a delivered. */
    @BeforeEach
    void attempts() {
        failed = bench.message("user.signup", ",'channels':['c']");
        delivered = bench.message("order.placed", ",'tags':['t']");
        retrying = bench.message("order.placed", "");
        bench.dispatch();
        attempt(failed, one, 1, Status.RETRYING, 503);
        attempt(failed, one, 2, Status.DEAD_LETTERED, 404);
        attempt(failed, two, 1, Status.DELIVERED, 200);
        attempt(delivered, one, 1, Status.RETRYING, 0);
        attempt(delivered, one, 2, Status.DELIVERED, 204);
        attempt(retrying, one, 1, Status.RETRYING, 500);
    }

    private void attempt(String message, Endpoint endpoint, int number, Status status, int code) {
        bench.clock.advance(Duration.ofSeconds(1));
        bench.attempt(message, endpoint, number, status, code);
    }

    private static List<String> texts(Calls.Answer list, String member) {
        assertThat(list.status()).as(list.toString()).isEqualTo(200);
        List<String> texts = new ArrayList<>();
        list.body().path("data").forEach(entry -> texts.add(entry.path(member).asText()));
        return texts;
    }

    private List<String> codes(String query) {
        return texts(operator.get(APPLICATION + "/attempt/endpoint/" + one.id() + query), "responseStatusCode");
    }

    @Test
    void anEndpointsAttemptsAreListedNewestFirstAndFiltered() {
        assertThat(codes("")).containsExactly("500", "204", "0", "404", "503");
        assertThat(codes("?status=0")).containsExactly("204");
        assertThat(codes("?status=2")).containsExactly("500", "0", "404", "503");
        assertThat(codes("?status=1")).isEmpty();
        assertThat(codes("?status=4&expanded_statuses=true")).isEmpty();
        assertThat(codes("?status_code_class=500")).containsExactly("500", "503");
        assertThat(codes("?status_code_class=0")).containsExactly("0");
        assertThat(codes("?channel=c")).containsExactly("404", "503");
        assertThat(codes("?tag=t")).containsExactly("204", "0");
        assertThat(codes("?event_types=order.placed&status=2")).containsExactly("500", "0");
        assertThat(codes("?after=" + bench.clock.instant().minusSeconds(2))).containsExactly("500", "204");
        assertThat(codes("?before=" + bench.clock.instant().minusSeconds(3))).containsExactly("404", "503");
        assertThat(operator.get(APPLICATION + "/attempt/endpoint/" + one.id() + "?status=5")
                        .status())
                .isEqualTo(422);
        assertThat(texts(operator.get(APPLICATION + "/attempt/endpoint/own-" + one.id()), "status"))
                .containsExactly("2", "0", "2", "2", "2");
    }

    @Test
    void anEndpointsAttemptsAreWalkedPageByPageAndBack() {
        Calls.Answer first = operator.get(APPLICATION + "/attempt/endpoint/" + one.id() + "?limit=2");
        Calls.Answer second = operator.get(
                APPLICATION + "/attempt/endpoint/" + one.id() + "?limit=2&iterator=" + first.text("/iterator"));
        assertThat(texts(first, "responseStatusCode")).containsExactly("500", "204");
        assertThat(texts(second, "responseStatusCode")).containsExactly("0", "404");
        assertThat(operator.get(APPLICATION + "/attempt/endpoint/" + one.id() + "?limit=2&iterator="
                                + second.text("/prevIterator"))
                        .body()
                        .path("data"))
                .isEqualTo(first.body().path("data"));
    }

    @Test
    void aMessagesAttemptsAreListedAtAllEndpointsOrOne() {
        String list = APPLICATION + "/attempt/msg/" + failed;
        assertThat(texts(operator.get(list), "responseStatusCode")).containsExactly("200", "404", "503");
        assertThat(texts(operator.get(list + "?endpoint_id=own-" + two.id()), "responseStatusCode"))
                .containsExactly("200");
        assertThat(texts(operator.get(list + "?status=2&status_code_class=500"), "responseStatusCode"))
                .containsExactly("503");
        assertThat(texts(operator.get(list + "?channel=d"), "id")).isEmpty();
        assertThat(texts(operator.get(list + "?limit=1"), "responseStatusCode")).containsExactly("200");
        JsonNode first = operator.get(list + "?with_msg=true").body().at("/data/0");
        assertThat(first.at("/msg/id").asText()).isEqualTo(failed);
        assertThat(first.path("statusText").asText()).isEqualTo("success");
        assertThat(first.path("triggerType").asInt()).isZero();
        assertThat(first.path("url").asText()).isEqualTo(two.url());
        assertThat(first.path("response").asText()).isEqualTo("answer 1");
        assertThat(operator.get(list + "?with_content=false").text("/data/0/response"))
                .isEqualTo("{}");
    }

    @Test
    void anAttemptIsReadWithItsHeadersAndExpunged() {
        String id = operator.get(APPLICATION + "/attempt/msg/" + failed).text("/data/1/id");
        String attempt = APPLICATION + "/msg/" + failed + "/attempt/" + id;
        assertThat(id).matches("atmpt_[A-Za-z0-9]{27}");
        assertThat(operator.get(attempt).text("/response")).isEqualTo("answer 2");
        JsonNode headers = operator.get(attempt + "/headers").body();
        assertThat(headers.at("/sentHeaders/webhook-id").asText()).isEqualTo(failed);
        assertThat(headers.at("/sentHeaders/webhook-signature").asText()).isEqualTo("v1,abc");
        assertThat(headers.path("sensitive")).hasToString("[\"authorization\"]");
        assertThat(headers.path("responseHeaders")).hasToString("[[\"server\",\"x\"]]");
        assertThat(operator.delete(attempt + "/content").status()).isEqualTo(204);
        assertThat(operator.get(attempt).text("/response")).isEmpty();
        assertThat(operator.get(attempt).body().path("responseStatusCode").asInt())
                .isEqualTo(404);
        assertThat(operator.get(APPLICATION + "/msg/" + delivered + "/attempt/" + id)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anEndpointsMessagesAreListedOnceWithWhatBecameOfThem() {
        String list = APPLICATION + "/endpoint/" + one.id() + "/msg";
        Calls.Answer all = operator.get(list);
        assertThat(texts(all, "id")).containsExactly(retrying, delivered, failed);
        assertThat(texts(all, "statusText")).containsExactly("sending", "success", "fail");
        assertThat(all.text("/data/0/nextAttempt"))
                .isEqualTo(bench.clock.instant().plusSeconds(5).toString());
        assertThat(all.body().at("/data/1").has("nextAttempt")).isFalse();
        assertThat(texts(operator.get(list + "?status=2"), "id")).containsExactly(failed);
        assertThat(texts(operator.get(list + "?status=0"), "id")).containsExactly(delivered);
        assertThat(texts(operator.get(list + "?channel=c"), "id")).containsExactly(failed);
        Calls.Answer first = operator.get(list + "?limit=2");
        assertThat(texts(operator.get(list + "?limit=2&iterator=" + first.text("/iterator")), "id"))
                .containsExactly(failed);
    }

    @Test
    void aMessagesEndpointsAreListedWithWhatBecameOfItThere() {
        Calls.Answer of = operator.get(APPLICATION + "/msg/" + failed + "/endpoint");
        assertThat(texts(of, "id")).containsExactlyInAnyOrder(one.id(), two.id());
        String pending = bench.message("order.placed", "");
        bench.dispatch();
        Calls.Answer fresh = operator.get(APPLICATION + "/msg/" + pending + "/endpoint");
        assertThat(texts(fresh, "id")).containsExactly(one.id());
        assertThat(texts(fresh, "statusText")).containsExactly("pending");
    }

    @Test
    void aMessageIsSentAgainWithTheNextNumberBecauseSomebodyAskedForIt() {
        Calls.Answer answer = operator.post(APPLICATION + "/msg/" + failed + "/endpoint/" + one.id() + "/resend", "");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).hasToString("{}");
        Delivery delivery = bench.deliveries().get(0);
        assertThat(delivery.eventId()).isEqualTo(failed);
        assertThat(delivery.attempt()).isEqualTo(3);
        assertThat(delivery.first()).isEqualTo(3);
        assertThat(delivery.manual()).isTrue();
        assertThat(delivery.payload()).isEqualTo("{\"a\":1}");
        operator.delete(APPLICATION + "/msg/" + failed + "/content");
        assertThat(operator.post(APPLICATION + "/msg/" + failed + "/endpoint/" + one.id() + "/resend", "")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void statisticsCountMessagesByTheirLastAttemptAndAttemptsOneByOne() {
        String endpoint = APPLICATION + "/endpoint/" + one.id();
        assertThat(operator.get(endpoint + "/stats").body())
                .hasToString("{\"success\":1,\"pending\":0,\"sending\":1,\"fail\":1,\"canceled\":0}");
        assertThat(operator.get(endpoint + "/attempt-stats").body())
                .hasToString("{\"success\":1,\"fail\":4,\"canceled\":0}");
        assertThat(operator.get(endpoint + "/attempt-stats?since=" + bench.clock.instant())
                        .body())
                .hasToString("{\"success\":0,\"fail\":1,\"canceled\":0}");
        assertThat(operator.get(endpoint + "/stats?since=2020-01-01T00:00:00Z").status())
                .isEqualTo(422);
    }

    @Test
    void whatFailedIsRecoveredOnceAndTheTaskIsOnRecord() {
        String endpoint = APPLICATION + "/endpoint/" + one.id();
        String since = bench.clock.instant().minus(Duration.ofDays(1)).toString();
        Calls.Answer task = operator.post(endpoint + "/recover", "{'since':'" + since + "'}");
        assertThat(task.status()).isEqualTo(202);
        assertThat(task.text("/task")).isEqualTo("endpoint.recover");
        assertThat(task.text("/id")).matches("qtask_[A-Za-z0-9]{27}");
        List<Delivery> sent = bench.deliveries();
        assertThat(sent).extracting(Delivery::eventId).containsExactly(failed);
        assertThat(sent.get(0).attempt()).isEqualTo(3);
        Calls.Answer found = operator.get("/api/v1/background-task/" + task.text("/id"));
        assertThat(found.text("/status")).isEqualTo("finished");
        assertThat(found.text("/data/messagesSent")).isEqualTo("1");
        assertThat(operator.get("/api/v1/background-task?task=endpoint.recover&status=finished")
                        .text("/data/0/id"))
                .isEqualTo(task.text("/id"));
        attempt(failed, one, 3, Status.DELIVERED, 200);
        operator.post(endpoint + "/recover", "{'since':'" + since + "'}");
        assertThat(bench.deliveries()).isEmpty();
    }

    @Test
    void aTimeThatIsTooLongAgoOrEndsBeforeItBeginsIsRefused() {
        String endpoint = APPLICATION + "/endpoint/" + one.id();
        for (String operation : List.of("/recover", "/replay-missing", "/bulk-replay")) {
            String old = bench.clock.instant().minus(Duration.ofDays(15)).toString();
            String now = bench.clock.instant().toString();
            assertThat(operator.post(endpoint + operation, "{'since':'" + old + "'}")
                            .status())
                    .isEqualTo(422);
            assertThat(operator.post(endpoint + operation, "{'since':'" + now + "','until':'" + now + "'}")
                            .status())
                    .isEqualTo(422);
            assertThat(operator.post(endpoint + operation, "{}").status()).isEqualTo(422);
        }
    }

    @Test
    void whatAnEndpointNeverGotIsReplayed() {
        Endpoint late = bench.endpoint(bench.blue, List.of("order.*"), List.of());
        bench.attempt(retrying, late, 1, Status.SKIPPED, 0);
        String since = bench.clock.instant().minus(Duration.ofDays(1)).toString();
        bench.clock.advance(Duration.ofSeconds(1));
        Calls.Answer task =
                operator.post(APPLICATION + "/endpoint/" + late.id() + "/replay-missing", "{'since':'" + since + "'}");
        assertThat(task.text("/task")).isEqualTo("endpoint.replay");
        List<Delivery> sent = bench.deliveries();
        assertThat(sent).extracting(Delivery::eventId).containsExactlyInAnyOrder(delivered, retrying);
        assertThat(sent)
                .filteredOn(delivery -> delivery.eventId().equals(retrying))
                .extracting(Delivery::attempt)
                .containsExactly(2);
        operator.post(APPLICATION + "/endpoint/" + one.id() + "/replay-missing", "{'since':'" + since + "'}");
        assertThat(bench.deliveries()).isEmpty();
    }

    @Test
    void whatAFilterTakesIsReplayedInBulk() {
        String since = bench.clock.instant().minus(Duration.ofDays(1)).toString();
        bench.clock.advance(Duration.ofSeconds(1));
        assertThat(bulk("'since':'" + since + "'")).containsExactlyInAnyOrder(failed, delivered, retrying);
        assertThat(bulk("'since':'" + since + "','status':0")).containsExactly(delivered);
        assertThat(bulk("'since':'" + since + "','status':2")).containsExactly(failed);
        assertThat(bulk("'since':'" + since + "','statusCodeClass':500")).containsExactly(retrying);
        assertThat(bulk("'since':'" + since + "','tag':'t','eventTypes':['order.placed']"))
                .containsExactly(delivered);
        assertThat(bulk("'since':'" + since + "','channel':'c'")).containsExactly(failed);
    }

    private List<String> bulk(String members) {
        Calls.Answer answer =
                operator.post(APPLICATION + "/endpoint/" + one.id() + "/bulk-replay", "{" + members + "}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        return bench.deliveries().stream().map(Delivery::eventId).toList();
    }

    @Test
    void anExampleIsSentToOneEndpointAndIsOnRecordLikeAnyMessage() {
        String path = APPLICATION + "/endpoint/" + two.id() + "/send-example";
        Calls.Answer answer = operator.post(path, "{'eventType':'user.signup'}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(operator.with("user-agent", "svix-libs/2.5.0/javascript")
                        .post(path, "{'eventType':'user.signup','exampleIndex':0}")
                        .status())
                .isEqualTo(202);
        List<Delivery> sent = bench.deliveries();
        assertThat(sent).hasSize(2);
        assertThat(sent).extracting(Delivery::endpointId).containsOnly(two.id());
        assertThat(sent.get(0).payload()).isEqualTo("{\"example\":true}");
        assertThat(texts(operator.get(APPLICATION + "/msg/" + answer.text("/id") + "/endpoint"), "id"))
                .containsExactly(two.id());
        assertThat(operator.post(path, "{'eventType':'no.example'}").status()).isEqualTo(422);
    }

    @Test
    void whatBelongsToAnotherTenantLooksLikeWhatDoesNotExist() {
        Endpoint foreign = bench.endpoint(bench.red, List.of(), List.of());
        String message = operator.post("/api/v1/app/app_red/msg", "{'eventType':'a','payload':{},'eventId':'theirs'}")
                .text("/id");
        bench.dispatch();
        bench.attempt(message, foreign, 1, Status.DELIVERED, 200);
        String attempt =
                operator.get("/api/v1/app/app_red/attempt/msg/" + message).text("/data/0/id");
        Calls blue = bench.tenant("app_blue");
        String since = "{'since':'" + bench.clock.instant().minusSeconds(60) + "'}";
        for (String path : List.of(
                "/msg/" + message,
                "/msg/theirs",
                "/msg/" + message + "/endpoint",
                "/msg/" + message + "/attempt/" + attempt,
                "/msg/" + failed + "/attempt/" + attempt,
                "/msg/" + message + "/attempt/" + attempt + "/headers",
                "/attempt/msg/" + message,
                "/attempt/endpoint/" + foreign.id(),
                "/attempt/endpoint/own-" + foreign.id(),
                "/attempt/msg/" + failed + "?endpoint_id=" + foreign.id(),
                "/endpoint/" + foreign.id() + "/msg",
                "/endpoint/" + foreign.id() + "/stats",
                "/endpoint/" + foreign.id() + "/attempt-stats")) {
            assertThat(blue.get(APPLICATION + path).status()).as(path).isEqualTo(404);
            assertThat(blue.get("/api/v1/app/app_red" + path).status()).as(path).isEqualTo(404);
        }
        for (String path : List.of(
                "/msg/" + message + "/endpoint/" + one.id() + "/resend",
                "/msg/" + failed + "/endpoint/" + foreign.id() + "/resend",
                "/endpoint/" + foreign.id() + "/recover",
                "/endpoint/" + foreign.id() + "/replay-missing",
                "/endpoint/" + foreign.id() + "/bulk-replay")) {
            assertThat(blue.post(APPLICATION + path, since).status()).as(path).isEqualTo(404);
        }
        assertThat(blue.post(APPLICATION + "/endpoint/" + foreign.id() + "/send-example", "{'eventType':'user.signup'}")
                        .status())
                .isEqualTo(404);
        assertThat(blue.delete(APPLICATION + "/msg/" + message + "/content").status())
                .isEqualTo(404);
        assertThat(blue.delete(APPLICATION + "/msg/" + message + "/attempt/" + attempt + "/content")
                        .status())
                .isEqualTo(404);
        assertThat(blue.post(APPLICATION + "/msg/bulk-expunge", "{'ids':['" + message + "']}")
                        .body())
                .hasToString("{\"results\":{\"" + message + "\":\"not-found\"}}");
        operator.post(APPLICATION + "/endpoint/" + one.id() + "/recover", since);
        String task = operator.get("/api/v1/background-task").text("/data/0/id");
        assertThat(blue.get("/api/v1/background-task/" + task).status()).isEqualTo(404);
        assertThat(blue.get("/api/v1/background-task").body().path("data")).isEmpty();
    }
}
