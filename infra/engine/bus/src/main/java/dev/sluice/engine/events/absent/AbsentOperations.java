package dev.sluice.engine.events.absent;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import java.util.HashMap;
import java.util.Map;

/**
 * Operations of what the engine does not have: lists are empty, what is named does not exist, and making one is refused with the
 * reason.
 */
public final class AbsentOperations {

    private static final TextConstraint NAME = TextConstraint.length(1, 256);

    private final Kernel kernel;
    private final Map<String, Operation> operations = new HashMap<>();

    public AbsentOperations(Kernel kernel) {
        this.kernel = kernel;
        refused("CreateEndpoint", "A global endpoint needs a second Region, and this engine has one.");
        missing("DescribeEndpoint", "Endpoint");
        missing("UpdateEndpoint", "Endpoint");
        missing("DeleteEndpoint", "Endpoint");
        empty("ListEndpoints", "Endpoints");
        String partner = "This operation is for partner accounts only.";
        disabled("PutPartnerEvents", partner);
        disabled("CreatePartnerEventSource", partner);
        disabled("DeletePartnerEventSource", partner);
        missing("DescribePartnerEventSource", "Event source");
        empty("ListPartnerEventSources", "PartnerEventSources");
        empty("ListPartnerEventSourceAccounts", "PartnerEventSourceAccounts");
        missing("ActivateEventSource", "Event source");
        missing("DeactivateEventSource", "Event source");
        missing("DescribeEventSource", "Event source");
        empty("ListEventSources", "EventSources");
    }

    public Map<String, Operation> operations() {
        return operations;
    }

    private void empty(String operation, String member) {
        operations.put(operation, request -> {
            allow(request, operation);
            var answer = Json.object();
            answer.putArray(member);
            return Response.of(answer);
        });
    }

    private void missing(String operation, String what) {
        operations.put(operation, request -> {
            Members members = new Members(request.input());
            String name = members.required("Name", NAME);
            members.check();
            allow(request, operation);
            throw AwsException.of("ResourceNotFoundException", what + " " + name + " does not exist.");
        });
    }

    private void refused(String operation, String reason) {
        operations.put(operation, request -> {
            allow(request, operation);
            throw AwsException.validation(reason);
        });
    }

    private void disabled(String operation, String reason) {
        operations.put(operation, request -> {
            allow(request, operation);
            throw AwsException.of("OperationDisabledException", reason);
        });
    }

    private void allow(Request request, String operation) {
        kernel.access().require(request.caller(), "events:" + operation, "*");
    }
}
