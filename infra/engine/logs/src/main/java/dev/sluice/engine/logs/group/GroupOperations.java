package dev.sluice.engine.logs.group;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Creating, describing and deleting log groups, and how long they keep events. */
public final class GroupOperations {

    private static final TextConstraint KEY = TextConstraint.length(0, 256);
    private static final TextConstraint CLASS = TextConstraint.oneOf("STANDARD", "INFREQUENT_ACCESS", "DELIVERY");
    private static final Set<Integer> DAYS = Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    private final Groups groups;
    private final Groups.Drop drop;

    public GroupOperations(Groups groups, Groups.Drop drop) {
        this.groups = groups;
        this.drop = drop;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "CreateLogGroup", this::create,
                "DeleteLogGroup", this::delete,
                "DescribeLogGroups", this::describe,
                "PutRetentionPolicy", request -> retain(request, "PutRetentionPolicy"),
                "DeleteRetentionPolicy", request -> retain(request, "DeleteRetentionPolicy"));
    }

    private Response create(Request request) {
        Members members = new Members(request.input());
        String name = members.required("logGroupName", Groups.NAME);
        String kmsKey = members.text("kmsKeyId", KEY).orElse("");
        members.text("logGroupClass", CLASS);
        Map<String, String> tags = LogTags.read(members);
        members.check();
        String account = request.caller().account();
        groups.allow(request.caller(), "CreateLogGroup", groups.arn(account, name) + ":log-stream:");
        synchronized (groups) {
            if (groups.find(account, name).isPresent()) {
                throw AwsException.of("ResourceAlreadyExistsException", "The specified log group already exists");
            }
            groups.create(account, name, kmsKey, tags);
        }
        return Response.empty();
    }

    private Response delete(Request request) {
        synchronized (groups) {
            LogGroup group = groups.named(new Members(request.input()), request.caller(), "DeleteLogGroup", "");
            groups.remove(group, drop);
        }
        return Response.empty();
    }

    private Response retain(Request request, String action) {
        Members members = new Members(request.input());
        int days = action.startsWith("Put")
                ? members.number("retentionInDays", 0, Integer.MAX_VALUE).orElse(0)
                : 0;
        if (action.startsWith("Put") && !DAYS.contains(days)) {
            members.violate(
                    members.node().path("retentionInDays").asText(),
                    "retentionInDays",
                    "Member must satisfy enum value set: "
                            + DAYS.stream().sorted().toList());
        }
        synchronized (groups) {
            groups.put(groups.named(members, request.caller(), action, "").withRetention(days));
        }
        return Response.empty();
    }

    private Response describe(Request request) {
        Members members = new Members(request.input());
        String prefix = members.text("logGroupNamePrefix", Groups.PREFIX).orElse("");
        String part = members.text("logGroupNamePattern", Groups.PREFIX).orElse("");
        groups.allow(
                request.caller(),
                "DescribeLogGroups",
                groups.arn(request.caller().account(), "") + ":log-stream:");
        if (!prefix.isEmpty() && !part.isEmpty()) {
            throw AwsException.of(
                    "InvalidParameterException",
                    "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
        }
        List<LogGroup> found = groups.of(request.caller().account()).stream()
                .filter(group -> group.name().startsWith(prefix) && group.name().contains(part))
                .toList();
        return Response.of(LogPage.of(members, "logGroups", found, LogGroup::name, this::view));
    }

    private ObjectNode view(LogGroup group) {
        String arn = groups.arn(group);
        ObjectNode view = Json.object().put("logGroupName", group.name()).put("creationTime", group.created());
        if (group.retentionDays() > 0) {
            view.put("retentionInDays", group.retentionDays());
        }
        if (!group.kmsKey().isEmpty()) {
            view.put("kmsKeyId", group.kmsKey());
        }
        return view.put("metricFilterCount", 0)
                .put("arn", arn + ":*")
                .put("storedBytes", groups.bytes(group))
                .put("logGroupClass", "STANDARD")
                .put("logGroupArn", arn);
    }
}
