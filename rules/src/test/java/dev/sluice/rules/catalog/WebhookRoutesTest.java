package dev.sluice.rules.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.catalog.model.Route;
import dev.sluice.rules.catalog.model.Target;
import dev.sluice.rules.json.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebhookRoutesTest {

    @Test
    void aWebhookRouteIsOneByItsTargetAndNotByItsName() {
        Catalog catalog = new Catalog(
                List.of(),
                List.of(
                        route("customers", new Target.Webhooks()),
                        route("webhooks-audit", new Target.LogGroup("audit")),
                        route("buyers", new Target.Webhooks())),
                List.of(),
                List.of());
        assertThat(catalog.webhookRoutes()).containsExactly("buyers", "customers");
    }

    private static Route route(String name, Target target) {
        return new Route(
                name, "", Json.object(), target, Optional.empty(), new Route.Retry(1, 60), List.of(), List.of());
    }
}
