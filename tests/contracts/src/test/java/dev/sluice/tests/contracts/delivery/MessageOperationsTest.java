package dev.sluice.tests.contracts.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.delivery.api.Calls;
import dev.sluice.delivery.queue.Delivery;
import dev.sluice.rules.event.ApiMessage;
import dev.sluice.rules.event.DomainEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageOperationsTest {

    private static final String MESSAGES = "/api/v1/app/blue/msg";

    private static EngineStack stack;

    private final MessageBench bench = new MessageBench(stack);
    private final Calls operator = bench.operator();

    @BeforeAll
    static void start(@TempDir Path data) {
        stack = new EngineStack(data);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    private static List<String> ids(Calls.Answer list) {
        List<String> ids = new ArrayList<>();
        list.body().path("data").forEach(entry -> ids.add(entry.path("id").asText()));
        return ids;
    }

    @Test
    void aMessageIsPublishedAsAnEventAndCanBeReadAtOnce() {
        Calls.Answer created = operator.post(
                MESSAGES,
                "{'eventType':'user.signup','payload':{'z':1.50,'a':'\u00fc'},'channels':['c'],'tags':['t/1'],'eventId':'own-1'}");
        assertThat(created.status()).isEqualTo(202);
        assertThat(created.text("/id")).matches("msg_[A-Za-z0-9]{27}");
        DomainEvent event = bench.bus.get(0);
        assertThat(event.source()).isEqualTo(ApiMessage.SOURCE);
        assertThat(event.detailType()).isEqualTo("user.signup");
        assertThat(event.metadata().id()).isEqualTo(created.text("/id"));
        assertThat(event.metadata().tenant()).isEqualTo(bench.blue);
        assertThat(event.metadata().message()).contains(new ApiMessage(List.of("c"), List.of("t/1"), Optional.empty()));
        assertThat(event.data()).hasToString("{\"z\":1.50,\"a\":\"\u00fc\"}");
        Calls.Answer read = operator.get(MESSAGES + "/" + created.text("/id"));
        assertThat(read.body()).isEqualTo(created.body());
        assertThat(read.body().path("payload")).hasToString("{\"z\":1.50,\"a\":\"\u00fc\"}");
        assertThat(operator.get(MESSAGES + "/own-1").body()).isEqualTo(created.body());
        assertThat(operator.get(MESSAGES).body().path("data").get(0)).isEqualTo(created.body());
        assertThat(operator.get(MESSAGES + "?with_content=false").body().at("/data/0/payload"))
                .isEmpty();
        assertThat(operator.get(MESSAGES + "/own-1?with_content=false").body().path("payload"))
                .isEmpty();
    }

    @Test
    void aTypeOfTheCatalogIsPublishedUnderItsSourceAndCheckedAgainstItsSchema() {
        bench.message("catalog.placed", "");
        assertThat(bench.bus.get(0).source()).isEqualTo("com.example.orders");
        Calls.Answer refused = operator.post(MESSAGES, "{'eventType':'catalog.strict','payload':{}}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/detail/0/loc/1")).isEqualTo("payload");
        assertThat(bench.bus).hasSize(1);
    }

    @Test
    void receiversGetThePayloadAsItWasPostedAndRawTextToTheCharacter() {
        bench.endpoint(bench.blue, List.of(), List.of());
        bench.message("user.signup", "");
        Calls.Answer raw = operator.post(
                MESSAGES,
                "{'eventType':'user.signup','payload':{},'transformationsParams':{'rawPayload':'<a>\\n \u00fc\\t</a>','headers':{'content-type':'application/xml'}}}");
        assertThat(raw.body().path("payload")).isEmpty();
        operator.post(
                MESSAGES,
                "{'eventType':'user.signup','payload':{},'transformationsParams':{'rawPayload':'{ \\u0022b\\u0022 : 1.0 }'}}");
        assertThat(bench.bus.get(2).data()).hasToString("{\"b\":1.0}");
        assertThat(bench.dispatch())
                .extracting(Delivery::payload)
                .containsExactly("{\"a\":1}", "<a>\n \u00fc\t</a>", "{ \"b\" : 1.0 }");
    }

    @Test
    void aSecondMessageWithTheSameEventIdIsAConflictForItsTenantOnly() {
        bench.message("user.signup", ",'eventId':'own-1'");
        Calls.Answer second = operator.post(MESSAGES, "{'eventType':'user.signup','payload':{},'eventId':'own-1'}");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text("/code")).isEqualTo("conflict");
        assertThat(operator.post(
                                "/api/v1/app/app_red/msg", "{'eventType':'user.signup','payload':{},'eventId':'own-1'}")
                        .status())
                .isEqualTo(202);
        assertThat(bench.bus).hasSize(2);
    }

    @Test
    void ofManyWithTheSameEventIdAtOnceOneIsPublished() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                answers.add(threads.submit(
                        () -> operator.post(MESSAGES, "{'eventType':'user.signup','payload':{},'eventId':'own-1'}")
                                .status()));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnlyOnce(202).allMatch(status -> status == 202 || status == 409);
            assertThat(bench.bus).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aMessageThatTheBusDidNotTakeIsNotKeptAndCanBePostedAgain() {
        bench.busIsDown(true);
        for (String members : List.of("", ",'eventId':'own-1'")) {
            assertThatThrownBy(() -> bench.message("user.signup", members))
                    .hasMessageContaining("the bus is not there");
        }
        assertThat(ids(operator.get(MESSAGES))).isEmpty();
        bench.busIsDown(false);
        bench.message("user.signup", ",'eventId':'own-1'");
        assertThat(bench.bus).hasSize(1);
    }

    @Test
    void aRequestThatIsRepeatedWithItsKeyPublishesOnce() {
        Calls client = operator.with("idempotency-key", "auto_1");
        Calls.Answer first = client.post(MESSAGES, "{'eventType':'user.signup','payload':{}}");
        assertThat(client.post(MESSAGES, "{'eventType':'user.signup','payload':{}}"))
                .isEqualTo(first);
        assertThat(bench.bus).hasSize(1);
    }

    @Test
    void whatIsWrongIsAnsweredWithEveryField() {
        Calls.Answer wrong = operator.post(
                MESSAGES, "{'eventType':'a b','payload':[],'channels':[],'tags':['a b'],'payloadRetentionPeriod':91}");
        assertThat(wrong.status()).isEqualTo(422);
        List<String> places = new ArrayList<>();
        wrong.body()
                .path("detail")
                .forEach(detail -> places.add(detail.at("/loc/1").asText()));
        assertThat(places)
                .containsExactlyInAnyOrder("eventType", "payload", "channels", "tags", "payloadRetentionPeriod");
        assertThat(operator.post(MESSAGES, "{}").status()).isEqualTo(422);
        assertThat(operator.post(
                                MESSAGES,
                                "{'eventType':'a','payload':{},'transformationsParams':{'rawPayload':'\\u0001'}}")
                        .status())
                .isEqualTo(422);
        assertThat(operator.post(MESSAGES, "{'eventType':'a','payload':{},'deliverAt':'2026-12-02T00:00:00Z'}")
                        .status())
                .isEqualTo(501);
        assertThat(operator.post(MESSAGES, "{'eventType':'a','payload':{'a':'" + "x".repeat(260_000) + "'}}")
                        .text("/code"))
                .isEqualTo("payload_too_large");
        assertThat(operator.get(MESSAGES + "/no-such").status()).isEqualTo(404);
        assertThat(operator.get(MESSAGES + "/" + "x".repeat(300)).status()).isEqualTo(404);
        assertThat(bench.bus).isEmpty();
    }

    @Test
    void aMessageMayBringItsApplicationAlong() {
        Calls.Answer none = operator.post("/api/v1/app/new/msg", "{'eventType':'a','payload':{}}");
        assertThat(none.status()).isEqualTo(404);
        Calls.Answer made = operator.post(
                "/api/v1/app/new/msg", "{'eventType':'a','payload':{},'application':{'name':'n','uid':'new'}}");
        assertThat(made.status()).isEqualTo(202);
        assertThat(bench.bus.get(0).metadata().tenant()).isEqualTo("new-" + bench.blue);
        operator.post(MESSAGES, "{'eventType':'a','payload':{},'application':{'name':'n'}}");
        assertThat(bench.bus.get(1).metadata().tenant()).isEqualTo(bench.blue);
    }

    @Test
    void messagesAreListedNewestFirstPageByPageAndFiltered() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            bench.clock.advance(Duration.ofSeconds(1));
            made.add(0, bench.message(i % 2 == 0 ? "even" : "odd", i == 3 ? ",'channels':['c'],'tags':['t']" : ""));
        }
        Calls.Answer first = operator.get(MESSAGES + "?limit=3");
        assertThat(ids(first)).isEqualTo(made.subList(0, 3));
        assertThat(first.body().path("done").asBoolean()).isFalse();
        Calls.Answer second = operator.get(MESSAGES + "?limit=3&iterator=" + first.text("/iterator"));
        assertThat(ids(second)).isEqualTo(made.subList(3, 6));
        Calls.Answer third = operator.get(MESSAGES + "?limit=3&iterator=" + second.text("/iterator"));
        assertThat(ids(third)).isEqualTo(made.subList(6, 7));
        assertThat(third.body().path("done").asBoolean()).isTrue();
        assertThat(ids(operator.get(MESSAGES + "?limit=3&iterator=" + second.text("/prevIterator"))))
                .isEqualTo(made.subList(0, 3));
        assertThat(ids(operator.get(MESSAGES + "?event_types=odd,none"))).hasSize(3);
        assertThat(ids(operator.get(MESSAGES + "?event_types=odd&event_types=even&limit=250")))
                .isEqualTo(made);
        assertThat(ids(operator.get(MESSAGES + "?channel=c"))).containsExactly(made.get(3));
        assertThat(ids(operator.get(MESSAGES + "?tag=t"))).containsExactly(made.get(3));
        String fourth = operator.get(MESSAGES + "/" + made.get(3)).text("/timestamp");
        assertThat(ids(operator.get(MESSAGES + "?before=" + fourth))).isEqualTo(made.subList(4, 7));
        assertThat(ids(operator.get(MESSAGES + "?after=" + fourth))).isEqualTo(made.subList(0, 3));
        assertThat(operator.get(MESSAGES + "?limit=251").status()).isEqualTo(422);
        assertThat(operator.get(MESSAGES + "?after=yesterday").status()).isEqualTo(422);
    }

    @Test
    void payloadsAreExpungedOneByOneAndManyAtOnce() {
        String one = bench.message("a", "");
        String other = bench.message("a", "");
        assertThat(operator.delete(MESSAGES + "/" + one + "/content").status()).isEqualTo(204);
        assertThat(operator.get(MESSAGES + "/" + one).body().path("payload")).hasToString("{\"expired\":true}");
        assertThat(operator.delete(MESSAGES + "/no-such/content").status()).isEqualTo(404);
        JsonNode results = operator.post(MESSAGES + "/bulk-expunge", "{'ids':['" + other + "','msg_no']}")
                .body();
        assertThat(results).hasToString("{\"results\":{\"" + other + "\":\"expunged\",\"msg_no\":\"not-found\"}}");
        assertThat(ids(operator.get(MESSAGES))).containsExactlyInAnyOrder(one, other);
    }

    @Test
    void aMessageIsForgottenWhenItsRetentionEnds() {
        String day = bench.message("a", ",'payloadRetentionPeriod':1");
        String hour = bench.message("a", ",'payloadRetentionHours':1,'payloadRetentionPeriod':90");
        bench.clock.advance(Duration.ofHours(2));
        assertThat(operator.get(MESSAGES + "/" + hour).status()).isEqualTo(404);
        assertThat(operator.get(MESSAGES + "/" + day).status()).isEqualTo(200);
        bench.clock.advance(Duration.ofHours(23));
        assertThat(ids(operator.get(MESSAGES))).isEmpty();
    }

    @Test
    void whetherAnybodyWouldGetAMessageCanBeAskedBefore() {
        String precheck = MESSAGES + "/precheck/active";
        assertThat(operator.post(precheck, "{'eventType':'order.placed'}").body())
                .hasToString("{\"active\":false}");
        bench.endpoint(bench.blue, List.of("order.*"), List.of("c"));
        assertThat(operator.post(precheck, "{'eventType':'order.placed','channels':['c','d']}")
                        .body())
                .hasToString("{\"active\":true}");
        assertThat(operator.post(precheck, "{'eventType':'order.placed'}").body())
                .hasToString("{\"active\":false}");
        assertThat(operator.post(precheck, "{'eventType':'user.signup','channels':['c']}")
                        .body())
                .hasToString("{\"active\":false}");
    }
}
