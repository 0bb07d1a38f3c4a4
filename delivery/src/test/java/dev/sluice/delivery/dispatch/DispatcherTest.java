package dev.sluice.delivery.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.delivery.ManualClock;
import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.endpoint.EndpointCache;
import dev.sluice.delivery.endpoint.Endpoints;
import dev.sluice.delivery.endpoint.MemoryEndpoints;
import dev.sluice.delivery.endpoint.PickyEndpoints;
import dev.sluice.delivery.endpoint.Profile;
import dev.sluice.delivery.journal.MemoryJournal;
import dev.sluice.delivery.queue.Delivery;
import dev.sluice.delivery.queue.MemoryQueue;
import dev.sluice.delivery.queue.Received;
import dev.sluice.runtime.journal.Attempt;
import dev.sluice.runtime.journal.Dispatch;
import dev.sluice.runtime.journal.Message;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DispatcherTest {

    private static final String DATA = "{\"orderId\":\"o-1\",\"z\":1.50,\"a\":[1, 2],\"text\":\"\\u00e9 \\\" }\"}";

    private final ManualClock clock = new ManualClock();
    private final MemoryEndpoints endpoints = new MemoryEndpoints();
    private final MemoryJournal journal = new MemoryJournal();
    private final MemoryQueue queue = new MemoryQueue();
    private final Dispatcher dispatcher = new Dispatcher(new EndpointCache(endpoints), journal, queue, clock);

    @Test
    void eachEndpointGetsOneMessageWhoseBodyIsTheWebhook() {
        register(Endpoints.of("blue", "1", "https://a.example/"));
        register(Endpoints.of("blue", "2", "https://b.example/"));
        dispatch(Events.order("e-1", "blue", DATA));
        List<Delivery> deliveries = deliveries();
        assertThat(deliveries).extracting(Delivery::endpointId).containsExactly("ep_1", "ep_2");
        assertThat(deliveries.get(0))
                .isEqualTo(new Delivery(
                        "e-1",
                        "blue",
                        "ep_1",
                        1,
                        1,
                        Optional.empty(),
                        "{\"type\":\"order.placed\",\"timestamp\":\"2026-11-25T11:59:59.5Z\",\"data\":" + DATA + "}",
                        "order.placed",
                        false));
        assertThat(journal.dispatch("e-1").matched()).containsExactly("ep_1", "ep_2");
    }

    @Test
    void anEventIsKeptAsAMessageWithItsPayloadOnceWhetherAnybodyWantsItOrNot() {
        dispatch(Events.order("e-1", "blue", DATA));
        Message kept = journal.message("e-1").orElseThrow();
        assertThat(kept.tenant()).isEqualTo("blue");
        assertThat(kept.type()).isEqualTo("order.placed");
        assertThat(kept.payload().orElseThrow()).endsWith("\"data\":" + DATA + "}");
        assertThat(kept.at()).isEqualTo(clock.instant());
        assertThat(kept.until()).isEqualTo(clock.instant().plus(Message.KEPT));
        clock.advance(java.time.Duration.ofMinutes(1));
        dispatcher.dispatch(List.of(Events.again(Events.message("m", Events.order("e-1", "blue", DATA)))));
        dispatch(Events.event("e-1", "blue", "order.placed", DATA, "\"replay-name\":\"r\","));
        assertThat(journal.message("e-1")).contains(kept);
    }

    @Test
    void aMessageThatTheFirstTryDidNotKeepIsKeptWhenItComesAgain() {
        journal.failNext(1);
        Received message = Events.message("m", Events.order("e-1", "blue", DATA));
        assertThatThrownBy(() -> dispatcher.dispatch(List.of(message))).hasMessageContaining("not there");
        assertThat(dispatcher.dispatch(List.of(Events.again(message)))).isEmpty();
        assertThat(journal.message("e-1")).isPresent();
    }

    @Test
    void aMessageOfTheApiIsSentAsItWasPostedAndIsKeptByTheApi() {
        register(Endpoints.of("blue", "1", "https://a.example/"));
        dispatch(
                Events.order("e-1", "blue", DATA).replace("\"hops\":1", "\"hops\":1,\"message\":{}"),
                Events.order("e-2", "blue", "{}")
                        .replace("\"hops\":1", "\"hops\":1,\"message\":{\"body\":\"<a>\\u00e9</a>\"}"));
        assertThat(deliveries()).extracting(Delivery::payload).containsExactly(DATA, "<a>\u00e9</a>");
        assertThat(journal.message("e-1")).isEmpty();
    }

    @Test
    void channelsNarrowWhatAnEndpointGets() {
        register(channels("1", List.of()));
        register(channels("2", List.of("a", "b")));
        register(channels("3", List.of("c")));
        dispatch(
                Events.order("none", "blue", "{}"),
                posted("empty", ""),
                posted("a", "\"channels\":[\"a\"]"),
                posted("b-c", "\"channels\":[\"b\",\"c\"]"),
                posted("d", "\"channels\":[\"d\"]"));
        assertThat(journal.dispatch("none").matched()).containsExactly("ep_1");
        assertThat(journal.dispatch("empty").matched()).containsExactly("ep_1");
        assertThat(journal.dispatch("a").matched()).containsExactly("ep_1", "ep_2");
        assertThat(journal.dispatch("b-c").matched()).containsExactly("ep_1", "ep_2", "ep_3");
        assertThat(journal.dispatch("d").matched()).containsExactly("ep_1");
    }

    private static String posted(String id, String message) {
        return Events.order(id, "blue", "{}").replace("\"hops\":1", "\"hops\":1,\"message\":{" + message + "}");
    }

    private static Endpoint channels(String id, List<String> channels) {
        Endpoint endpoint = Endpoints.of("blue", id, "https://a.example/");
        return new Endpoint(
                endpoint.tenant(),
                endpoint.id(),
                endpoint.url(),
                endpoint.description(),
                endpoint.types(),
                endpoint.pattern(),
                endpoint.disabled(),
                endpoint.failingSince(),
                endpoint.headers(),
                endpoint.secrets(),
                new Profile(Optional.empty(), channels, Map.of(), Optional.empty()),
                endpoint.createdAt(),
                endpoint.updatedAt(),
                endpoint.revision());
    }

    @Test
    void anEventGoesToEndpointsOfItsTenantOnly() {
        register(Endpoints.of("blue", "1", "https://a.example/"));
        register(Endpoints.of("red", "2", "https://b.example/"));
        dispatch(Events.order("e-1", "red", DATA));
        assertThat(deliveries()).extracting(Delivery::endpointId).containsExactly("ep_2");
    }

    @Test
    void typesAndPatternBothHaveToMatch() {
        String pattern =
                "{\"source\":[{\"prefix\":\"com.example.\"}],\"detail\":{\"data\":{\"z\":[{\"numeric\":[\">\",1]}]}}}";
        register(Endpoints.of("blue", "1", "https://a.example/", List.of("order.placed"), Optional.of(pattern)));
        register(Endpoints.of("blue", "2", "https://a.example/", List.of("order.paid"), Optional.of(pattern)));
        register(Endpoints.of(
                "blue", "3", "https://a.example/", List.of(), Optional.of("{\"source\":[\"com.other\"]}")));
        register(Endpoints.of(
                "blue", "4", "https://a.example/", List.of("order.paid", "order.placed"), Optional.empty()));
        dispatch(Events.order("e-1", "blue", DATA), Events.order("e-2", "blue", "{\"z\":1}"));
        assertThat(journal.dispatch("e-1").matched()).containsExactly("ep_1", "ep_4");
        assertThat(journal.dispatch("e-2").matched()).containsExactly("ep_4");
    }

    @Test
    void anEventThatNobodyWantsIsOnRecord() {
        dispatch(Events.order("e-1", "blue", DATA));
        assertThat(journal.dispatch("e-1").matched()).isEmpty();
        assertThat(queue.messages()).isEmpty();
    }

    @Test
    void aDisabledEndpointIsSkippedWithTheReasonAndGetsEventsAgainOnceEnabled() {
        Endpoint endpoint = Endpoints.of("blue", "1", "https://a.example/");
        register(endpoint);
        Endpoint off = endpoint.disabled(Optional.of("on holiday")).changed(clock.instant());
        endpoints.replace(off);
        dispatch(Events.order("e-1", "blue", DATA));
        assertThat(journal.dispatch("e-1").skipped()).isEqualTo(Map.of("ep_1", "on holiday"));
        assertThat(queue.messages()).isEmpty();
        endpoints.replace(off.disabled(Optional.empty()).changed(clock.instant()));
        dispatch(Events.order("e-2", "blue", DATA));
        assertThat(deliveries()).hasSize(1);
    }

    @Test
    void aChangeTakesEffectWithTheNextBatchAndAnEventCostsNoReadOfItsOwn() {
        register(Endpoints.of("blue", "1", "https://a.example/"));
        for (int i = 0; i < 10; i++) {
            dispatch(Events.order("e-" + i, "blue", DATA), Events.order("f-" + i, "blue", DATA));
        }
        assertThat(endpoints.tenantReads()).isEqualTo(1);
        assertThat(endpoints.versionReads()).isEqualTo(10);
        register(Endpoints.of("blue", "2", "https://b.example/"));
        endpoints.delete("blue", "ep_1");
        dispatch(Events.order("g", "blue", DATA));
        assertThat(journal.dispatch("g").matched()).containsExactly("ep_2");
    }

    @Test
    void aChangedPatternTakesEffectAndAnUnchangedOneStays() {
        Endpoint endpoint =
                Endpoints.of("blue", "1", "https://a.example/", List.of(), Optional.of("{\"source\":[\"com.other\"]}"));
        register(endpoint);
        dispatch(Events.order("e-1", "blue", DATA));
        Endpoint noted = endpoint.failingSince(Optional.of(clock.instant())).changed(clock.instant());
        endpoints.replace(noted);
        dispatch(Events.order("e-2", "blue", DATA));
        Endpoint changed = Endpoints.of(
                "blue", "2", "https://a.example/", List.of(), Optional.of("{\"source\":[\"com.example.orders\"]}"));
        register(changed);
        dispatch(Events.order("e-3", "blue", DATA));
        assertThat(journal.dispatch("e-1").matched()).isEmpty();
        assertThat(journal.dispatch("e-2").matched()).isEmpty();
        assertThat(journal.dispatch("e-3").matched()).containsExactly("ep_2");
    }

    @Test
    void aMessageThatIsNoEventComesAgainAlone() {
        register(Endpoints.of("blue", "1", "https://a.example/"));
        Map<String, String> failures = dispatcher.dispatch(List.of(
                Events.message("m-1", "no event"),
                Events.message("m-2", Events.order("e-2", "blue", DATA)),
                Events.message("m-3", "{\"detail-type\":\"x\",\"detail\":{\"metadata\":{},\"data\":{}}}"),
                Events.message("m-4", Events.order("e.4", "blue", DATA)),
                Events.message("m-5", Events.order("e-5", "blue", "7"))));
        assertThat(failures).containsOnlyKeys("m-1", "m-3", "m-4", "m-5");
        assertThat(failures.get("m-3")).startsWith("metadata.id");
        assertThat(failures.get("m-4")).contains("must not contain a dot");
        assertThat(failures.get("m-5")).startsWith("detail.data");
        assertThat(deliveries()).hasSize(1);
    }

    @Test
    void aTenantWhoseEndpointsCannotBeReadFailsItsOwnEventsOnly() {
        for (String tenant : List.of("blue", "refused", "damaged")) {
            register(Endpoints.of(tenant, "1", "https://a.example/"));
        }
        Dispatcher picky = new Dispatcher(
                new EndpointCache(new PickyEndpoints(endpoints, "refused", "damaged")), journal, queue, clock);
        Map<String, String> failures = picky.dispatch(List.of(
                Events.message("m-1", Events.order("e-1", "blue", DATA)),
                Events.message("m-2", Events.order("e-2", "refused", DATA)),
                Events.message("m-3", Events.order("e-3", "damaged", DATA)),
                Events.message("m-4", Events.order("e-4", "green", DATA)),
                Events.message("m-5", Events.order("e-5", "blue", DATA))));
        assertThat(failures).containsOnlyKeys("m-2", "m-3");
        assertThat(failures.get("m-2")).contains("2048 bytes");
        assertThat(failures.get("m-3")).contains("has no url");
        assertThat(deliveries()).extracting(Delivery::eventId).containsExactly("e-1", "e-5");
        assertThat(journal.dispatch("e-2")).isNull();
    }

    @Test
    void aValueThatNoQueueTakesFailsItsOwnEventOnly() {
        register(Endpoints.of("blue", "1", "https://a.example/"));
        Map<String, String> failures = dispatcher.dispatch(List.of(
                Events.message("m-1", Events.order("e-1", "a\\u0000b", DATA)),
                Events.message("m-2", Events.order("e-2", "t".repeat(3_000), DATA)),
                Events.message("m-3", Events.order("e-3", "\\ud800", DATA)),
                Events.message("m-4", Events.order("e\\r\\n4", "blue", DATA)),
                Events.message("m-5", Events.order("e-5", "blue", DATA))));
        assertThat(failures).containsOnlyKeys("m-1", "m-2", "m-3", "m-4");
        assertThat(deliveries()).extracting(Delivery::eventId).containsExactly("e-5");
    }

    @Test
    void anEntryThatTheJournalRefusesFailsItsOwnEventOnly() {
        register(Endpoints.of("blue", "1", "https://a.example/"));
        MemoryJournal picky = new MemoryJournal() {
            @Override
            public synchronized void dispatched(Collection<Dispatch> all, Collection<Message> messages) {
                if (all.stream().anyMatch(dispatch -> dispatch.eventId().equals("e-2"))) {
                    throw PickyEndpoints.refusal();
                }
                super.dispatched(all, messages);
            }
        };
        Map<String, String> failures = new Dispatcher(new EndpointCache(endpoints), picky, queue, clock)
                .dispatch(List.of(
                        Events.message("m-1", Events.order("e-1", "blue", DATA)),
                        Events.message("m-2", Events.order("e-2", "blue", DATA)),
                        Events.message("m-3", Events.order("e-3", "blue", DATA))));
        assertThat(failures).containsOnlyKeys("m-2");
        assertThat(deliveries()).extracting(Delivery::eventId).containsExactly("e-1", "e-3");
    }

    @Test
    void anEventWhoseEarlierDecisionCannotBeReadIsRedeliveredAndNotDecidedAnew() {
        register(Endpoints.of("blue", "1", "https://a.example/"));
        MemoryJournal picky = new MemoryJournal() {
            @Override
            public synchronized Map<String, Dispatch> dispatches(Collection<String> eventIds) {
                if (eventIds.contains("e-2")) {
                    throw PickyEndpoints.refusal();
                }
                return super.dispatches(eventIds);
            }
        };
        List<Received> again = Stream.of("e-1", "e-2", "e-3")
                .map(id -> Events.message("m-" + id, Events.order(id, "blue", DATA)))
                .map(first -> new Received(first.id(), first.queue(), 2, first.attributes(), first.body()))
                .toList();
        assertThat(new Dispatcher(new EndpointCache(endpoints), picky, queue, clock).dispatch(again))
                .containsOnlyKeys("m-e-2");
        assertThat(deliveries()).extracting(Delivery::eventId).containsExactly("e-1", "e-3");
        assertThat(picky.dispatch("e-2")).isNull();
    }

    @Test
    void nothingIsQueuedBeforeTheDecisionIsOnRecord() {
        register(Endpoints.of("blue", "1", "https://a.example/"));
        journal.failNext(1);
        assertThatThrownBy(() -> dispatch(Events.order("e-1", "blue", DATA)))
                .hasMessageContaining("the journal is not there");
        assertThat(queue.messages()).isEmpty();
    }

    @Test
    void aMessageThatComesAgainGoesWhereItWasDecidedTheFirstTime() {
        register(Endpoints.of("blue", "1", "https://a.example/"));
        register(Endpoints.of("blue", "2", "https://b.example/"));
        queue.refuse(message -> "ep_2".equals(message.attributes().get("endpointId")));
        Received message = Events.message("m-1", Events.order("e-1", "blue", DATA));
        assertThat(dispatcher.dispatch(List.of(message))).containsOnlyKeys("m-1");
        queue.refuse(refused -> false);
        register(Endpoints.of("blue", "3", "https://c.example/"));
        assertThat(dispatcher.dispatch(List.of(Events.again(message)))).isEmpty();
        assertThat(deliveries()).extracting(Delivery::endpointId).containsExactly("ep_1", "ep_1", "ep_2");
        assertThat(journal.dispatch("e-1").matched()).containsExactly("ep_1", "ep_2");
    }

    @Test
    void anEventThatIsInTheBatchTwiceIsSentOnce() {
        register(Endpoints.of("blue", "1", "https://a.example/"));
        dispatch(Events.order("e-1", "blue", DATA), Events.order("e-1", "blue", DATA));
        assertThat(deliveries()).hasSize(1);
    }

    @Test
    void aReplayedEventIsNumberedAfterTheAttemptsThatWereMade() {
        register(Endpoints.of("blue", "1", "https://a.example/"));
        journal.attempted(List.of(new Attempt(
                new Attempt.Key("e-1", "ep_1", 3),
                Attempt.Status.DEAD_LETTERED,
                "ATTEMPTS_EXHAUSTED",
                "https://a.example/",
                Optional.of(500),
                "",
                clock.instant(),
                5,
                Optional.empty(),
                "")));
        dispatch(Events.event("e-1", "blue", "order.placed", DATA, "\"replay-name\":\"again\","));
        Delivery delivery = deliveries().get(0);
        assertThat(delivery.attempt()).isEqualTo(4);
        assertThat(delivery.first()).isEqualTo(4);
    }

    private void register(Endpoint endpoint) {
        assertThat(endpoints.create(endpoint, 1_000)).isEqualTo(MemoryEndpoints.Change.DONE);
    }

    private void dispatch(String... events) {
        List<Received> batch = IntStream.range(0, events.length)
                .mapToObj(i -> Events.message("m-" + i, events[i]))
                .toList();
        assertThat(dispatcher.dispatch(batch)).isEmpty();
    }

    private List<Delivery> deliveries() {
        return queue.take().stream().map(Delivery::of).toList();
    }
}
