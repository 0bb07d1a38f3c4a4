package dev.sluice.delivery.api.list;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.delivery.api.input.Field;
import dev.sluice.delivery.api.input.Fields;
import dev.sluice.delivery.api.input.Rule;
import dev.sluice.delivery.api.input.Rules;
import dev.sluice.rules.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The page of a list that a caller asks for by {@code limit}, {@code iterator} and {@code order}. Entries have a key each, by which
 * the list is sorted.
 */
public final class Page {

    private static final int MOST = 250;
    private static final int USUAL = 50;
    private static final Map<String, Boolean> ORDERS = Map.of("ascending", true, "descending", false);

    /** Entries in the order of their keys. */
    @FunctionalInterface
    public interface Source<T> {

        /**
         * @param after the key that the first entry comes after (before, if descending); empty for the list's end
         * @param limit the most entries
         */
        List<T> read(Optional<String> after, boolean ascending, int limit);
    }

    private final int limit;
    private final boolean ascending;
    private final Optional<Cursor> cursor;

    private Page(int limit, boolean ascending, Optional<Cursor> cursor) {
        this.limit = limit;
        this.ascending = ascending;
        this.cursor = cursor;
    }

    /**
     * @param query of the request; what is wrong with it is reported by its own check, which happens here
     * @param ascending the order if none is asked for
     */
    public static Page of(Fields query, boolean ascending) {
        Field<Long> limit = query.optional("limit", Rules.whole(1, MOST));
        Field<Boolean> order = query.optional("order", Rules.oneOf(ORDERS));
        Field<String> iterator = query.optional("iterator", iterator());
        query.check();
        return new Page(
                (int) (long) limit.or((long) USUAL),
                order.or(ascending),
                iterator.optional().flatMap(Cursor::parse));
    }

    private static Rule<String> iterator() {
        return Rules.checked(
                Rules.text(1, Integer.MAX_VALUE),
                text -> Cursor.parse(text).isPresent()
                        ? Optional.empty()
                        : Optional.of("must be an iterator or prevIterator that a list answered"));
    }

    /** Reads the page and answers {@code {data, iterator, prevIterator, done}}. */
    public <T> ObjectNode answer(Source<T> source, Function<T, String> key, Function<T, ? extends JsonNode> view) {
        boolean backward = cursor.map(Cursor::backward).orElse(false);
        List<T> read = new ArrayList<>(source.read(cursor.map(Cursor::key), ascending != backward, limit + 1));
        boolean done = read.size() <= limit;
        List<T> page = new ArrayList<>(done ? read : read.subList(0, limit));
        if (backward) {
            Collections.reverse(page);
        }
        ObjectNode answer = Json.object();
        ArrayNode data = answer.putArray("data");
        page.forEach(entry -> data.add((JsonNode) view.apply(entry)));
        answer.put("iterator", next(page, key)).put("prevIterator", previous(page, key));
        return answer.put("done", done);
    }

    /** Where to go on; the same place as before if there was nothing, so that who polls can ask again. */
    private <T> @Nullable String next(List<T> page, Function<T, String> key) {
        return page.isEmpty()
                ? cursor.filter(asked -> !asked.backward()).map(Cursor::text).orElse(null)
                : new Cursor(key.apply(page.get(page.size() - 1)), false).text();
    }

    private <T> @Nullable String previous(List<T> page, Function<T, String> key) {
        return page.isEmpty() ? null : new Cursor(key.apply(page.get(0)), true).text();
    }
}
