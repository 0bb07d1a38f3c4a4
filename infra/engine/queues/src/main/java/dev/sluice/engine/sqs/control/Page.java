package dev.sluice.engine.sqs.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.sqs.contract.Errors;
import dev.sluice.engine.sqs.contract.Limits;
import dev.sluice.engine.sqs.queue.Inputs;
import dev.sluice.engine.sqs.queue.QueueKey;
import dev.sluice.engine.sqs.queue.QueueUrls;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** A page of queue URLs, and the token of the next one: the last name, encoded. */
public final class Page {

    private Page() {}

    static ObjectNode of(ObjectNode input, String member, List<QueueKey> sorted, QueueUrls urls) {
        int most = Inputs.number(
                        input, "MaxResults", 1, Limits.PAGE, "MaxResults must be an integer between 1 and 1000.")
                .orElse(Limits.PAGE);
        String after = input.path("NextToken").isTextual()
                ? decode(input.path("NextToken").asText())
                : "";
        ObjectNode answer = Json.object();
        ArrayNode page = Json.array();
        String last = "";
        for (QueueKey key : sorted) {
            if (key.id().compareTo(after) <= 0) {
                continue;
            }
            if (page.size() == most) {
                answer.put("NextToken", encode(last));
                break;
            }
            page.add(urls.of(key));
            last = key.id();
        }
        answer.set(member, page);
        return answer;
    }

    private static String encode(String last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Errors.parameter("Invalid or expired next token.");
        }
    }
}
