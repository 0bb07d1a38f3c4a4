package dev.sluice.cli.demo;

import dev.sluice.cli.local.Principals;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** What a demonstration shows with one app. An app brings its own as a service on the class path. */
public interface Scenario {

    /**
     * A customer with a receiver on this machine.
     *
     * @param pattern the event pattern of its endpoint, as JSON
     * @param failures how many of its first requests are answered with 503
     */
    record Customer(String name, String pattern, int failures) {}

    /** Publishes events in rounds. */
    interface Publisher extends AutoCloseable {

        /** One of each thing that can happen; {@code number} counts from 1. */
        void round(int number);

        /** What was published, such as {@code deal.won  d-1}, by the id that it was acknowledged with. */
        Map<String, String> published();

        @Override
        void close();
    }

    /** The tenant on whose behalf everything happens. */
    String tenant();

    List<Customer> customers();

    /** Parameters of the template that are URLs of static receivers; a receiver on this machine stands in for each. */
    List<String> receivers();

    /** The log group that keeps every admitted event, from which rows' keys are read; empty if there is none. */
    Optional<String> auditLog();

    /** Ready to publish to a running stack, reporting what it does. */
    Publisher publisher(Story story, Principals principals);

    /** @throws IllegalStateException if there is none */
    static Scenario find() {
        return ServiceLoader.load(Scenario.class)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("there is nothing to demonstrate: no jar on the class path provides "
                                + Scenario.class.getName()));
    }
}
