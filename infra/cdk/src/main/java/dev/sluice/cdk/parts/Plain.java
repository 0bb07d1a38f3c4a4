package dev.sluice.cdk.parts;

import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/** Names of parameters and outputs without CDK's hashes, so that people can type them. */
public final class Plain {

    private Plain() {}

    /** The stack, which makes the name the id; if the stack has one of that name already, the construct itself. */
    public static Construct scope(Construct construct, String name) {
        Stack stack = Stack.of(construct);
        return stack.getNode().tryFindChild(name) == null ? stack : construct;
    }
}
