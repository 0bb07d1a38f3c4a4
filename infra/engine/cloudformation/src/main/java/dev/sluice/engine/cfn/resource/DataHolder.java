package dev.sluice.engine.cfn.resource;

import java.util.Optional;
import java.util.Set;

/** A type whose resources hold what no template can bring back: messages, rows, log events. */
public interface DataHolder extends ResourceType {

    /** What would be lost with the resource, such as {@code 3 messages}; empty if nothing, or if the resource is not there. */
    Optional<String> content(Stack stack, Resource resource);

    /** The properties that say which resource it is. */
    Set<String> identity();

    /**
     * Whether {@link #put} would make another resource, or empty this one, rather than change it.
     *
     * @param properties those of {@link #identity} only
     */
    boolean replaces(Stack stack, String logicalId, Resource before, Properties properties);
}
