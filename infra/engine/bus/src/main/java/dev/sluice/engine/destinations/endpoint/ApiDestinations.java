package dev.sluice.engine.destinations.endpoint;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.store.Documents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All API destinations. Changes are made under its lock. Thread-safe. */
public final class ApiDestinations {

    private final Kernel kernel;
    private final Documents<ApiDestination> documents;
    private final Map<String, ApiDestination> byArn = new ConcurrentHashMap<>();

    public ApiDestinations(Kernel kernel) {
        this.kernel = kernel;
        this.documents = new Documents<>(kernel.store(), "events.api-destination", ApiDestination.class);
        documents.list().forEach(destination -> byArn.put(destination.arn(), destination));
    }

    public Optional<ApiDestination> find(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    Optional<ApiDestination> find(String account, String name) {
        return documents.get(account + "/" + name);
    }

    ApiDestination require(String account, String name) {
        return find(account, name)
                .orElseThrow(() -> AwsException.of(
                        "ResourceNotFoundException",
                        "Failed to describe the api-destination(s). An api-destination '" + name
                                + "' does not exist."));
    }

    List<ApiDestination> of(String account) {
        return documents.list().stream()
                .filter(destination -> destination.account().equals(account))
                .toList();
    }

    void put(ApiDestination destination) {
        documents.put(destination.account() + "/" + destination.name(), destination);
        byArn.put(destination.arn(), destination);
    }

    void remove(ApiDestination destination) {
        documents.remove(destination.account() + "/" + destination.name());
        byArn.remove(destination.arn());
    }

    void allow(Request request, String action, String name) {
        kernel.access()
                .require(
                        request.caller(),
                        "events:" + action,
                        kernel.arn("events", request.caller().account(), "api-destination/" + name));
    }

    String newArn(String account, String name) {
        return kernel.arn(
                "events",
                account,
                "api-destination/" + name + "/" + kernel.ids().uuid());
    }

    double now() {
        return kernel.time().now().toEpochMilli() / 1000d;
    }
}
