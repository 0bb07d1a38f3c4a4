package dev.sluice.engine.cfn;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Protocol;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.aws.Service;
import dev.sluice.engine.cfn.resource.ResourceRecord;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * CloudFormation's API: shows the stacks of this engine, and makes, changes and deletes them. An operation answers when
 * the work is done.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/Welcome.html">CloudFormation API</a>
 */
public final class CloudFormationService implements Service {

    private static final String DELETED = "DELETE_COMPLETE";

    private final Kernel kernel;
    private final StackStore memory;
    private final Map<String, Operation> operations = new LinkedHashMap<>();

    public CloudFormationService(Kernel kernel, Stacks stacks) {
        this.kernel = kernel;
        this.memory = stacks.memory();
        StackChanges changes = new StackChanges(stacks);
        add("DescribeStacks", this::describeStacks);
        add("ListStacks", this::listStacks);
        add("ListStackResources", request -> resources(request, "StackResourceSummaries", false));
        add("DescribeStackResources", request -> resources(request, "StackResources", true));
        add("DescribeStackResource", this::describeResource);
        add("DescribeStackEvents", this::events);
        add("GetTemplate", this::template);
        add("CreateStack", changes::create);
        add("UpdateStack", changes::update);
        add("DeleteStack", changes::delete);
    }

    private void add(String name, Operation operation) {
        operations.put(name, request -> {
            String stack = request.input().path("StackName").asText("");
            String account = request.caller().account();
            String arn = memory.find(account, stack)
                    .map(StackRecord::id)
                    .orElse(stack.isEmpty() ? "*" : kernel.arn("cloudformation", account, "stack/" + stack + "/*"));
            kernel.access().require(request.caller(), "cloudformation:" + name, arn);
            return operation.call(request);
        });
    }

    @Override
    public String name() {
        return "cloudformation";
    }

    @Override
    public List<Protocol> protocols() {
        return List.of(new Protocol.Query("2010-05-15", "http://cloudformation.amazonaws.com/doc/2010-05-15/", false));
    }

    @Override
    public Map<String, Operation> operations() {
        return operations;
    }

    private Response describeStacks(Request request) {
        ArrayNode stacks = Json.array();
        if (request.input().path("StackName").asText("").isEmpty()) {
            memory.list(request.caller().account()).stream()
                    .filter(stack -> !stack.status().equals(DELETED))
                    .forEach(stack -> stacks.add(StackViews.stack(stack)));
        } else {
            stacks.add(StackViews.stack(StackChanges.find(memory, request)));
        }
        return Response.of(Json.object().set("Stacks", stacks));
    }

    private Response listStacks(Request request) {
        List<String> wanted = new ArrayList<>();
        request.input().path("StackStatusFilter").forEach(status -> wanted.add(status.asText()));
        ArrayNode summaries = Json.array();
        memory.list(request.caller().account()).stream()
                .filter(stack -> wanted.isEmpty() || wanted.contains(stack.status()))
                .forEach(stack -> summaries.add(StackViews.summary(stack)));
        return Response.of(Json.object().set("StackSummaries", summaries));
    }

    private Response resources(Request request, String member, boolean full) {
        StackRecord stack = StackChanges.find(memory, request);
        String only = request.input().path("LogicalResourceId").asText("");
        ArrayNode list = Json.array();
        memory.resources(stack.name()).stream()
                .filter(resource -> only.isEmpty() || resource.logicalId().equals(only))
                .forEach(resource -> list.add(StackViews.resource(stack, resource, full)));
        return Response.of(Json.object().set(member, list));
    }

    private Response describeResource(Request request) {
        StackRecord stack = StackChanges.find(memory, request);
        String logicalId = request.input().path("LogicalResourceId").asText("");
        ResourceRecord resource = memory.resource(stack.name(), logicalId)
                .orElseThrow(() -> AwsException.of(
                        "ValidationError", "Resource " + logicalId + " does not exist for stack " + stack.name()));
        ObjectNode detail = StackViews.resource(stack, resource, true);
        detail.set("LastUpdatedTimestamp", detail.remove("Timestamp"));
        return Response.of(Json.object().set("StackResourceDetail", detail));
    }

    private Response events(Request request) {
        StackRecord stack = StackChanges.find(memory, request);
        return Response.of(Json.object().set("StackEvents", StackViews.events(stack, memory.resources(stack.name()))));
    }

    private Response template(Request request) {
        ObjectNode result = Json.object()
                .put("TemplateBody", StackChanges.find(memory, request).template());
        result.putArray("StagesAvailable").add("Original").add("Processed");
        return Response.of(result);
    }
}
