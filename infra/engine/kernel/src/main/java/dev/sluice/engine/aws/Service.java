package dev.sluice.engine.aws;

import java.util.List;
import java.util.Map;

/** An AWS service of the engine: its operations, and how they are spoken to. */
public interface Service extends AutoCloseable {

    /** The name in-process callers use, unique in the engine: {@code sqs}, {@code events}, {@code dynamodb}, {@code streams.dynamodb} ... */
    String name();

    /** The service name in signatures and in the credential scope; by default the same as {@link #name}. */
    default String signingName() {
        return name();
    }

    List<Protocol> protocols();

    Map<String, Operation> operations();

    /** Begins background work; called once, after all services are registered and their state is loaded. */
    default void start() {}

    /** Stops background work. */
    @Override
    default void close() {}
}
