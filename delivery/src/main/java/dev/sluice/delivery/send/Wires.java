package dev.sluice.delivery.send;

import dev.sluice.delivery.endpoint.SensitiveHeaders;
import dev.sluice.delivery.http.Answer;
import dev.sluice.delivery.shape.Auth;
import dev.sluice.runtime.journal.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is recorded of an attempt beside its outcome. */
final class Wires {

    /** The rest of the record has them, or every request has the same. */
    private static final Set<String> KNOWN = Set.of("webhook-id", "webhook-timestamp", "user-agent");

    private static final String SIGNATURE = "webhook-signature";

    private Wires() {}

    /** A masked header has an empty value, which no header that is sent has. */
    static Attempt.Wire of(Call.Ended ended) {
        List<Map.Entry<String, String>> sent = new ArrayList<>();
        String key = ended.target().auth().orElse(null) instanceof Auth.ApiKey with ? with.header() : "";
        for (Map.Entry<String, String> header : ended.sent()) {
            String name = header.getKey();
            if (!KNOWN.contains(name)) {
                boolean masked = name.equalsIgnoreCase(key) || !name.equals(SIGNATURE) && SensitiveHeaders.has(name);
                sent.add(masked ? Map.entry(name, "") : header);
            }
        }
        return ended.answer() instanceof Answer.Responded responded
                ? new Attempt.Wire(responded.address(), sent, responded.headers())
                : new Attempt.Wire("", sent, List.of());
    }
}
