package dev.sluice.engine.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/** One page of a sorted list. Its token names the last item shown, so pages stay right when items come and go between them. */
public final class Page {

    private static final int MOST_ITEMS = 100;
    private static final int LONGEST_TOKEN = 2_048;
    private static final TextConstraint TOKEN = TextConstraint.length(1, LONGEST_TOKEN);

    private Page() {}

    /**
     * Answers the page that the request's {@code Limit} and {@code NextToken} ask for.
     *
     * @param member the output member that holds the list
     * @param key what the items are sorted by, ascending and unique
     */
    public static <T> ObjectNode of(
            Members request, String member, List<T> items, Function<T, String> key, Function<T, JsonNode> view) {
        int limit = request.number("Limit", 1, MOST_ITEMS).orElse(MOST_ITEMS);
        String after = request.text("NextToken", TOKEN).map(Page::decode).orElse("");
        request.check();
        ObjectNode answer = Json.object();
        ArrayNode page = answer.putArray(member);
        String last = "";
        for (T item : items) {
            if (key.apply(item).compareTo(after) <= 0) {
                continue;
            }
            if (page.size() == limit) {
                answer.put("NextToken", encode(last));
                return answer;
            }
            page.add(view.apply(item));
            last = key.apply(item);
        }
        return answer;
    }

    private static String encode(String last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw AwsException.validation("Parameter NextToken is not valid.");
        }
    }
}
