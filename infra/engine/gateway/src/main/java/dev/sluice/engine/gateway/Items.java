package dev.sluice.engine.gateway;

import dev.sluice.engine.gateway.http.Sites;
import dev.sluice.engine.gateway.model.Authorizer;
import dev.sluice.engine.gateway.model.HttpApi;
import dev.sluice.engine.gateway.model.Integration;
import dev.sluice.engine.gateway.model.Route;
import dev.sluice.engine.gateway.model.Site;
import dev.sluice.engine.gateway.model.Stage;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.store.Documents;
import java.net.URI;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All APIs and their parts, on disk and ready to be served. Thread-safe. */
final class Items implements Sites {

    private final Documents<Item> documents;
    private final Map<String, Item> all = new TreeMap<>();
    private volatile Map<String, Site> sites = Map.of();
    private volatile Optional<Site> root = Optional.empty();
    private final String owner;

    Items(Kernel kernel) {
        this.owner = kernel.account();
        this.documents = new Documents<>(kernel.store(), "apigateway.item", Item.class);
        documents.list().forEach(item -> all.put(item.key(), item));
        compile();
    }

    /** Those of one kind in an API, or all APIs of an account, in the order in which they were made. */
    synchronized List<Item> list(Kind kind, String account, String apiId) {
        return all.values().stream()
                .filter(item -> item.kind() == kind && item.account().equals(account))
                .filter(item -> kind == Kind.API || item.apiId().equals(apiId))
                .sorted(Comparator.comparing(Item::number))
                .toList();
    }

    synchronized Optional<Item> find(Kind kind, String account, String apiId, String id) {
        return Optional.ofNullable(all.get(apiId + "/" + kind + "/" + id))
                .filter(item -> item.account().equals(account));
    }

    synchronized long next() {
        return 1 + all.values().stream().mapToLong(Item::number).max().orElse(0);
    }

    synchronized void put(Item item) {
        documents.put(item.key(), item);
        all.put(item.key(), item);
        compile();
    }

    /** Removes it; an API with all its parts. */
    synchronized void remove(Item item) {
        List<String> gone = item.kind() == Kind.API
                ? all.keySet().stream()
                        .filter(key -> key.startsWith(item.apiId() + "/"))
                        .toList()
                : List.of(item.key());
        gone.forEach(key -> {
            documents.remove(key);
            all.remove(key);
        });
        compile();
    }

    @Override
    public Optional<Site> find(String apiId) {
        return Optional.ofNullable(sites.get(apiId));
    }

    @Override
    public Optional<Site> root() {
        return root;
    }

    /** The root of the engine for the API that has it, and a path of its own for any other. */
    String endpoint(URI url, String apiId) {
        return root.filter(site -> site.api().id().equals(apiId)).isPresent()
                ? url.toString()
                : url + Sites.PREFIX + apiId;
    }

    private void compile() {
        Map<String, Site> compiled = new LinkedHashMap<>();
        all.values().stream()
                .filter(item -> item.kind() == Kind.API)
                .sorted(Comparator.comparing(Item::number))
                .forEach(api -> compiled.put(api.id(), site(api)));
        root = compiled.values().stream()
                .filter(site -> site.api().account().equals(owner))
                .findFirst();
        sites = Map.copyOf(compiled);
    }

    private Site site(Item api) {
        return new Site(
                HttpApi.of(api.id(), api.account(), api.body()),
                parts(Kind.ROUTE, api)
                        .map(item -> Route.of(item.body()))
                        .sorted(Comparator.comparing(Route::key))
                        .toList(),
                byId(Kind.INTEGRATION, api, item -> Integration.of(item.id(), item.body())),
                byId(Kind.AUTHORIZER, api, item -> Authorizer.of(item.id(), item.body())),
                byId(Kind.STAGE, api, item -> Stage.of(item.body())));
    }

    private Stream<Item> parts(Kind kind, Item api) {
        return all.values().stream()
                .filter(item -> item.kind() == kind && item.apiId().equals(api.id()));
    }

    private <T> Map<String, T> byId(Kind kind, Item api, Function<Item, T> read) {
        return parts(kind, api).collect(Collectors.toUnmodifiableMap(Item::id, read));
    }
}
