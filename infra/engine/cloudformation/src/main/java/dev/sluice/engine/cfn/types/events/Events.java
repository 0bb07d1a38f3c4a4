package dev.sluice.engine.cfn.types.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.request.Json;

/** What connections and API destinations have in common. */
public final class Events {

    private Events() {}

    static void write(Stack stack, String kind, ObjectNode input) {
        try {
            stack.call("events", "Create" + kind, input);
        } catch (AwsException e) {
            if (!e.code().equals("ResourceAlreadyExistsException")) {
                throw e;
            }
            stack.call("events", "Update" + kind, input);
        }
    }

    static void delete(Stack stack, String kind, String name) {
        try {
            stack.call("events", "Delete" + kind, Json.object().put("Name", name));
        } catch (AwsException e) {
            if (!e.code().equals("ResourceNotFoundException")) {
                throw e;
            }
        }
    }
}
