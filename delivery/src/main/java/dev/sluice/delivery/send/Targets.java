package dev.sluice.delivery.send;

import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.network.UrlRules;
import dev.sluice.delivery.oauth.Tokens;
import java.util.LinkedHashMap;
import java.util.Map;

/** Targets of the endpoints used lately. Thread-safe. */
final class Targets {

    private static final int MOST = 20_000;

    private final UrlRules urls;
    private final Tokens tokens;

    @SuppressWarnings("serial")
    private final Map<String, Target> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Target> eldest) {
            return size() > MOST;
        }
    };

    Targets(UrlRules urls, Tokens tokens) {
        this.urls = urls;
        this.tokens = tokens;
    }

    Target of(Endpoint endpoint) {
        synchronized (known) {
            Target have = known.get(endpoint.id());
            if (have != null && have.endpoint().revision() == endpoint.revision()) {
                return have;
            }
        }
        Target fresh = Target.of(endpoint, urls, tokens);
        synchronized (known) {
            known.put(endpoint.id(), fresh);
        }
        return fresh;
    }
}
