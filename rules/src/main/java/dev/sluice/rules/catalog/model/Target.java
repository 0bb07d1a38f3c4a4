package dev.sluice.rules.catalog.model;

/** Where a route sends its events. */
public sealed interface Target {

    /** A static HTTPS receiver, by the name of its destination. */
    record ApiDestination(String name) implements Target {}

    /** The webhook endpoints that customers registered. */
    record Webhooks() implements Target {}

    /** A queue that the app hands over; one that it does not is made. */
    record Queue(String name) implements Target {}

    /** A function that the app hands over. */
    record Function(String name) implements Target {}

    /** A state machine that the app hands over. */
    record StateMachine(String name) implements Target {}

    /** Any other target of a rule that the app hands over. */
    record Construct(String name) implements Target {}

    /** A log group below {@code /aws/events/}, or one that the app hands over by this name. */
    record LogGroup(String name) implements Target {}
}
