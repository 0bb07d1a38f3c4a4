package dev.sluice.engine.cfn.types.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;
import java.util.List;

/** All of them, and what they share. */
public final class LambdaTypes {

    public static final List<ResourceType> ALL = List.of(
            new LambdaAlias(),
            new LambdaEventInvokeConfig(),
            new LambdaEventSourceMapping(),
            new LambdaFunction(),
            new LambdaPermission(),
            new LambdaVersion());

    private LambdaTypes() {}

    /** What is to be removed may be gone already. */
    static void removing(Stack stack, String operation, ObjectNode input) {
        try {
            stack.call("lambda", operation, input);
        } catch (AwsException e) {
            if (!e.code().equals("ResourceNotFoundException")) {
                throw e;
            }
        }
    }

    /** Whether the call succeeds: it fails if the thing is missing. */
    static boolean exists(Stack stack, String operation, ObjectNode input) {
        try {
            stack.call("lambda", operation, input);
            return true;
        } catch (AwsException e) {
            if (e.code().equals("ResourceNotFoundException")) {
                return false;
            }
            throw e;
        }
    }
}
