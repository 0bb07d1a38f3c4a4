package dev.sluice.engine.gateway.http;

import dev.sluice.engine.gateway.model.RouteKey;
import dev.sluice.engine.gateway.model.Site;
import dev.sluice.engine.gateway.model.Stage;
import dev.sluice.engine.wire.protocol.Exchange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which API and which stage of it a request goes to: by the host {@code ID.execute-api.localhost}, by the path
 * {@code /_api/ID/...}, or at the root.
 *
 * @param stage empty if the API serves nothing there
 * @param path the path as its client sent it, without the prefix
 * @param segments of the path below the stage
 */
record Place(Site site, Optional<Stage> stage, String path, List<String> segments) {

    private static final Pattern HOST = Pattern.compile("([a-z0-9]+)\\.execute-api\\..*");
    private static final Pattern PREFIXED = Pattern.compile(Sites.PREFIX + "([a-z0-9]+)(/.*)?");

    /** Whether a request goes to an API, be it one that does not exist. */
    static boolean isMeant(Exchange exchange, Sites sites) {
        return HOST.matcher(exchange.header("host")).matches()
                || exchange.rawPath().startsWith(Sites.PREFIX)
                || sites.root().isPresent();
    }

    /** Empty if there is no such API. */
    static Optional<Place> of(Exchange exchange, Sites sites) {
        Matcher host = HOST.matcher(exchange.header("host"));
        if (host.matches()) {
            return sites.find(host.group(1)).map(site -> in(site, exchange.rawPath()));
        }
        Matcher prefixed = PREFIXED.matcher(exchange.rawPath());
        if (prefixed.matches()) {
            String rest = prefixed.group(2);
            return sites.find(prefixed.group(1)).map(site -> in(site, rest == null ? "/" : rest));
        }
        return sites.root().map(site -> in(site, exchange.rawPath()));
    }

    private static Place in(Site site, String path) {
        String rooted = path.startsWith("/") ? path : "/" + path;
        List<String> segments = RouteKey.segments(rooted);
        Map<String, Stage> stages = site.stages();
        Stage named = stages.get(segments.get(0));
        if (named != null && !named.name().equals(Stage.DEFAULT)) {
            List<String> below = segments.subList(1, segments.size());
            return new Place(site, Optional.of(named), rooted, below.isEmpty() ? List.of("") : below);
        }
        return new Place(site, Optional.ofNullable(stages.get(Stage.DEFAULT)), rooted, segments);
    }
}
