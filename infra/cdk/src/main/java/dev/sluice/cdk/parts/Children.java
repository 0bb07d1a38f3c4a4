package dev.sluice.cdk.parts;

import software.amazon.awscdk.CfnResource;
import software.constructs.IConstruct;

/** Finds the resource behind a construct. */
public final class Children {

    private Children() {}

    public static CfnResource resource(IConstruct construct) {
        if (construct.getNode().getDefaultChild() instanceof CfnResource resource) {
            return resource;
        }
        throw new IllegalStateException(construct.getNode().getPath() + " has no resource of its own");
    }
}
