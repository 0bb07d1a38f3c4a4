package dev.sluice.engine.cfn.resource;

/** One CloudFormation resource type: what its properties mean to the engine. Stateless. */
public interface ResourceType {

    /** Such as {@code AWS::SQS::Queue}. */
    String name();

    /**
     * Creates the resource, or brings an existing one to the wanted properties (the engine applies its template at each
     * start). Each property MUST be read from {@code properties}: an unread one is an error, since it could not be
     * honoured.
     */
    Resource put(Stack stack, String logicalId, Properties properties);

    /** Whether {@code now} is the resource that {@code before} was, rather than one that takes its place. */
    default boolean isSame(Resource before, Resource now) {
        return before.ref().equals(now.ref());
    }

    /** Removes a resource that the template no longer has. */
    void remove(Stack stack, Resource resource);
}
