package dev.sluice.tests.contracts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.delivery.ManualClock;
import dev.sluice.delivery.message.MessageFilter;
import dev.sluice.delivery.message.Messages;
import dev.sluice.delivery.message.Span;
import dev.sluice.runtime.journal.Dispatch;
import dev.sluice.runtime.journal.JournalStore;
import dev.sluice.runtime.journal.Message;
import dev.sluice.runtime.journal.MessageItem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessagesTest {

    private static final Instant AT = ManualClock.START;

    private static EngineStack stack;

    private final ManualClock clock = new ManualClock();
    private final String tenant = UUID.randomUUID().toString();
    private final Messages messages = new Messages(stack.dynamoDb(), "journal", clock);

    @BeforeAll
    static void start(@TempDir Path data) {
        stack = new EngineStack(data);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    private Message message(String id, int second, String type, List<String> channels, List<String> tags) {
        return new Message(
                id + "-" + tenant,
                tenant,
                type,
                AT.plusSeconds(second),
                Optional.of("own-" + id),
                channels,
                tags,
                Optional.of("{\"n\":1.50}"),
                AT.plus(Message.KEPT));
    }

    private List<String> list(MessageFilter filter, Span span, Optional<String> from, boolean ascending, int limit) {
        return messages.list(tenant, filter, span, from, ascending, limit).stream()
                .map(message -> message.id().substring(0, message.id().indexOf('-')))
                .toList();
    }

    private List<String> list(MessageFilter filter) {
        return list(filter, Span.ALL, Optional.empty(), true, 100);
    }

    @Test
    void aMessageIsReadAsItWasWrittenByItsTenantOnly() {
        Message message = message("a", 0, "a.b", List.of("c"), List.of("t"));
        messages.put(message);
        assertThat(messages.find(tenant, message.id())).contains(message);
        assertThat(messages.find("another", message.id())).isEmpty();
        assertThat(messages.find(tenant, List.of(message.id(), message.id(), "no-such")))
                .isEqualTo(Map.of(message.id(), message));
        assertThat(messages.list("another", MessageFilter.ANY, Span.ALL, Optional.empty(), true, 10))
                .isEmpty();
    }

    @Test
    void messagesAreListedByTimeForwardAndBackwardFromAnyOfThem() {
        for (int i = 0; i < 60; i++) {
            messages.put(message(Integer.toString(i), i, "a.b", List.of(), List.of()));
        }
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            all.add(Integer.toString(i));
        }
        assertThat(list(MessageFilter.ANY)).isEqualTo(all);
        Optional<String> tenth = Optional.of(MessageItem.sortKey(message("10", 10, "", List.of(), List.of())));
        assertThat(list(MessageFilter.ANY, Span.ALL, tenth, true, 3)).containsExactly("11", "12", "13");
        assertThat(list(MessageFilter.ANY, Span.ALL, tenth, false, 100)).isEqualTo(reversed(all.subList(0, 10)));
        Span span = new Span(Optional.of(AT.plusSeconds(5)), Optional.of(AT.plusSeconds(12)));
        assertThat(list(MessageFilter.ANY, span, Optional.empty(), true, 100)).isEqualTo(all.subList(6, 12));
        assertThat(list(MessageFilter.ANY, span, tenth, false, 100)).containsExactly("9", "8", "7", "6");
        assertThat(list(MessageFilter.ANY, Span.between(AT, AT), Optional.empty(), true, 100))
                .isEmpty();
    }

    private static List<String> reversed(List<String> list) {
        List<String> copy = new ArrayList<>(list);
        Collections.reverse(copy);
        return copy;
    }

    @Test
    void filtersFindWhatIsRareAmongMany() {
        for (int i = 0; i < 120; i++) {
            messages.put(message(
                    Integer.toString(i),
                    i,
                    i % 40 == 7 ? "rare.type" : "a.b",
                    i % 50 == 3 ? List.of("x", "rare") : List.of("x"),
                    i == 99 ? List.of("rare") : List.of()));
        }
        assertThat(list(new MessageFilter(Optional.empty(), Optional.empty(), List.of("rare.type", "no.type"))))
                .containsExactly("7", "47", "87");
        assertThat(list(new MessageFilter(Optional.of("rare"), Optional.empty(), List.of())))
                .containsExactly("3", "53", "103");
        assertThat(list(new MessageFilter(Optional.empty(), Optional.of("rare"), List.of("a.b"))))
                .containsExactly("99");
        assertThat(list(new MessageFilter(Optional.of("rar"), Optional.empty(), List.of())))
                .isEmpty();
    }

    @Test
    void aMessageOfAnIdThatThereIsIsNotClaimedAgain() {
        Message message = message("a", 0, "a.b", List.of(), List.of());
        assertThat(messages.claim(message)).isTrue();
        assertThat(messages.claim(message)).isFalse();
        messages.published(message.id());
        clock.advance(Duration.ofDays(89));
        assertThat(messages.claim(message)).isFalse();
        assertThat(messages.find(tenant, message.id())).contains(message);
    }

    @Test
    void aClaimThatNobodyFinishedIsTakenOver() {
        Message message = message("a", 0, "a.b", List.of(), List.of());
        assertThat(messages.claim(message)).isTrue();
        clock.advance(Duration.ofSeconds(31));
        assertThat(messages.claim(message)).isTrue();
        messages.withdraw(message.id());
        assertThat(messages.claim(message)).isTrue();
    }

    @Test
    void aMessageThatIsPastItsTimeIsGone() {
        messages.put(message("a", 0, "a.b", List.of(), List.of()));
        clock.advance(Message.KEPT);
        assertThat(list(MessageFilter.ANY)).isEmpty();
        assertThat(messages.find(tenant, "a-" + tenant)).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(messages.claim(message("a", 0, "a.b", List.of(), List.of()))).isTrue();
    }

    @Test
    void thePayloadIsExpungedByItsTenantOnly() {
        Message message = message("a", 0, "a.b", List.of(), List.of());
        messages.put(message);
        assertThat(messages.expunge("another", message.id())).isFalse();
        assertThat(messages.expunge(tenant, "no-such")).isFalse();
        assertThat(messages.find(tenant, message.id()).orElseThrow().payload()).isPresent();
        assertThat(messages.expunge(tenant, message.id())).isTrue();
        assertThat(messages.find(tenant, message.id()).orElseThrow().payload()).isEmpty();
        assertThat(list(MessageFilter.ANY)).containsExactly("a");
    }

    @Test
    void explainAndReconcileDoNotSeeMessages() {
        Message message = message("a", 0, "a.b", List.of(), List.of());
        JournalStore journal = new JournalStore(stack.dynamoDb(), "journal");
        journal.dispatched(
                List.of(new Dispatch(message.id(), tenant, "a.b", AT, List.of(), Map.of())), List.of(message));
        assertThat(messages.find(tenant, message.id())).contains(message);
        assertThat(journal.of(message.id())).hasSize(1).allMatch(entry -> entry.isDispatch());
        assertThat(journal.all()).noneMatch(entry -> entry.entry().equals(MessageItem.ENTRY));
    }
}
