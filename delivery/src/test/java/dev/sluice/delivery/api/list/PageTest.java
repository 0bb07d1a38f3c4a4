package dev.sluice.delivery.api.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.delivery.api.input.Fields;
import dev.sluice.delivery.api.input.InvalidInputException;
import dev.sluice.rules.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PageTest {

    private final TreeSet<String> entries = new TreeSet<>(List.of("b", "d", "f", "h", "j"));

    private List<String> read(Optional<String> after, boolean ascending, int limit) {
        var all = ascending ? entries : entries.descendingSet();
        return after.map(key -> all.tailSet(key, false)).orElse(all).stream()
                .limit(limit)
                .toList();
    }

    private ObjectNode page(String... parameters) {
        ObjectNode query = Json.object();
        for (int i = 0; i < parameters.length; i += 2) {
            query.put(parameters[i], parameters[i + 1]);
        }
        return Page.of(new Fields(query, "query"), true).answer(this::read, entry -> entry, TextNode::valueOf);
    }

    private static List<String> data(JsonNode page) {
        List<String> data = new ArrayList<>();
        page.path("data").forEach(entry -> data.add(entry.asText()));
        return data;
    }

    @Test
    void aListIsWalkedForwardToItsEnd() {
        ObjectNode first = page("limit", "2");
        assertThat(data(first)).containsExactly("b", "d");
        assertThat(first.path("done").asBoolean()).isFalse();
        ObjectNode second =
                page("limit", "2", "iterator", first.path("iterator").asText());
        assertThat(data(second)).containsExactly("f", "h");
        ObjectNode third =
                page("limit", "2", "iterator", second.path("iterator").asText());
        assertThat(data(third)).containsExactly("j");
        assertThat(third.path("done").asBoolean()).isTrue();
    }

    @Test
    void aListIsWalkedBackwardFromAnyPage() {
        ObjectNode third = page("limit", "2", "iterator", new Cursor("h", false).text());
        ObjectNode second =
                page("limit", "2", "iterator", third.path("prevIterator").asText());
        assertThat(data(second)).containsExactly("f", "h");
        assertThat(second.path("done").asBoolean()).isFalse();
        ObjectNode first =
                page("limit", "2", "iterator", second.path("prevIterator").asText());
        assertThat(data(first)).containsExactly("b", "d");
        assertThat(first.path("done").asBoolean()).isTrue();
        assertThat(data(page("limit", "2", "iterator", first.path("iterator").asText())))
                .containsExactly("f", "h");
    }

    @Test
    void aDescendingListIsWalkedBothWays() {
        ObjectNode first = page("limit", "2", "order", "descending");
        assertThat(data(first)).containsExactly("j", "h");
        ObjectNode second = page(
                "limit",
                "2",
                "order",
                "descending",
                "iterator",
                first.path("iterator").asText());
        assertThat(data(second)).containsExactly("f", "d");
        assertThat(data(page(
                        "limit",
                        "2",
                        "order",
                        "descending",
                        "iterator",
                        second.path("prevIterator").asText())))
                .containsExactly("j", "h");
    }

    @Test
    void entriesThatAreAddedOrRemovedMoveNoOtherOne() {
        ObjectNode first = page("limit", "2");
        entries.add("a");
        entries.add("c");
        entries.remove("d");
        ObjectNode second =
                page("limit", "2", "iterator", first.path("iterator").asText());
        assertThat(data(second)).containsExactly("f", "h");
    }

    @Test
    void whoPollsTheEndOfAListSeesWhatIsAdded() {
        ObjectNode last = page("iterator", new Cursor("j", false).text());
        assertThat(data(last)).isEmpty();
        assertThat(last.path("prevIterator").isNull()).isTrue();
        entries.add("k");
        assertThat(data(page("iterator", last.path("iterator").asText()))).containsExactly("k");
    }

    @Test
    void anEmptyListHasNoIterators() {
        entries.clear();
        ObjectNode empty = page();
        assertThat(empty.toString()).isEqualTo("{\"data\":[],\"iterator\":null,\"prevIterator\":null,\"done\":true}");
    }

    @Test
    void everyBadParameterIsNamed() {
        assertThatThrownBy(() -> page("limit", "251", "order", "up", "iterator", "x"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("query.limit must be a whole number from 1 to 250")
                .hasMessageContaining("query.order must be")
                .hasMessageContaining("query.iterator must be an iterator");
        for (String limit : List.of("0", "-1", "1.5", "", "x", "99999999999999999999")) {
            assertThatThrownBy(() -> page("limit", limit)).as(limit).hasMessageContaining("query.limit");
        }
    }
}
