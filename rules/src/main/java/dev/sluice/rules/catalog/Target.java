package dev.sluice.rules.catalog;

/** Where a route sends its events. */
public sealed interface Target {

    /** A static HTTPS receiver, by the name of its destination. */
    record ApiDestination(String name) implements Target {}

    /** The webhook endpoints that customers registered. */
    record Webhooks() implements Target {}

    /** A queue of the stack. */
    record Queue(String name) implements Target {}

    /** A function of the stack. */
    record Function(String name) implements Target {}

    /** A workflow of the catalog, by its name. */
    record StateMachine(String name) implements Target {}

    /** A log group, below {@code /aws/events/}. */
    record LogGroup(String name) implements Target {}
}
