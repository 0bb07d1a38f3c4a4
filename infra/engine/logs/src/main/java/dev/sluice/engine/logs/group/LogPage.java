package dev.sluice.engine.logs.group;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/** One page of at most 50 of a sorted list; its token names the last item shown. */
public final class LogPage {

    private static final int MOST = 50;
    private static final TextConstraint TOKEN = TextConstraint.length(1, 4_096);

    private LogPage() {}

    /**
     * Answers the page that {@code limit} and {@code nextToken} ask for.
     *
     * @param items in the order in which they are shown
     * @param key unique among the items
     */
    public static <T> ObjectNode of(
            Members request, String member, List<T> items, Function<T, String> key, Function<T, JsonNode> view) {
        int limit = request.number("limit", 1, MOST).orElse(MOST);
        String after = request.text("nextToken", TOKEN).map(LogPage::decode).orElse("");
        request.check();
        int from = after.isEmpty() ? 0 : position(items, key, after) + 1;
        ObjectNode answer = Json.object();
        ArrayNode page = answer.putArray(member);
        for (T item : items.subList(from, Math.min(items.size(), from + limit))) {
            page.add(view.apply(item));
        }
        if (from + limit < items.size()) {
            answer.put("nextToken", encode(key.apply(items.get(from + limit - 1))));
        }
        return answer;
    }

    private static <T> int position(List<T> items, Function<T, String> key, String wanted) {
        for (int i = 0; i < items.size(); i++) {
            if (key.apply(items.get(i)).equals(wanted)) {
                return i;
            }
        }
        throw AwsException.of("InvalidParameterException", "The specified nextToken is invalid.");
    }

    private static String encode(String last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw AwsException.of("InvalidParameterException", "The specified nextToken is invalid.");
        }
    }
}
