package dev.sluice.examples.commerce.demo;

import dev.sluice.cli.demo.Scenario;
import dev.sluice.cli.demo.Story;
import dev.sluice.cli.local.Principals;
import java.util.List;
import java.util.Optional;

/** The shop: one customer who subscribes to everything, and one who subscribes to orders and is down at first. */
public final class ShopScenario implements Scenario {

    private static final String TENANT = "tenant-blue";

    @Override
    public String tenant() {
        return TENANT;
    }

    @Override
    public List<Customer> customers() {
        return List.of(
                new Customer("steady", "{\"source\":[{\"exists\":true}]}", 0),
                new Customer("shaky", "{\"source\":[\"com.example.orders\"]}", 3));
    }

    @Override
    public List<String> receivers() {
        return List.of("WarehouseUrl");
    }

    @Override
    public Optional<String> auditLog() {
        return Optional.of("/aws/events/sluice-audit");
    }

    @Override
    public Publisher publisher(Story story, Principals principals) {
        return new ShopPublisher(story, principals, TENANT);
    }
}
