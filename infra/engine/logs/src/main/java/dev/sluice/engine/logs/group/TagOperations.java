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
import java.util.TreeMap;
import java.util.function.Consumer;

/** Tags of log groups, by their ARN and in the older form by their name. */
public final class TagOperations {

    private static final TextConstraint ARN = TextConstraint.length(1, 1_011);
    private static final TextConstraint KEY = TextConstraint.length(1, 128);

    private final Groups groups;

    public TagOperations(Groups groups) {
        this.groups = groups;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "TagResource", request -> tag(request, "TagResource"),
                "UntagResource", request -> untag(request, "UntagResource", "tagKeys"),
                "ListTagsForResource", request -> list(request, "ListTagsForResource"),
                "TagLogGroup", request -> tag(request, "TagLogGroup"),
                "UntagLogGroup", request -> untag(request, "UntagLogGroup", "tags"),
                "ListTagsLogGroup", request -> list(request, "ListTagsLogGroup"));
    }

    private Response tag(Request request, String action) {
        Members members = new Members(request.input());
        Map<String, String> more = LogTags.read(members);
        change(members, request, action, tags -> tags.putAll(more));
        return Response.empty();
    }

    private Response untag(Request request, String action, String member) {
        Members members = new Members(request.input());
        List<String> keys = members.texts(member, KEY);
        change(members, request, action, tags -> tags.keySet().removeAll(keys));
        return Response.empty();
    }

    private Response list(Request request, String action) {
        ObjectNode answer = Json.object();
        ObjectNode tags = answer.putObject("tags");
        group(new Members(request.input()), request, action).tags().forEach(tags::put);
        return Response.of(answer);
    }

    private void change(Members members, Request request, String action, Consumer<Map<String, String>> change) {
        synchronized (groups) {
            LogGroup group = group(members, request, action);
            Map<String, String> tags = new TreeMap<>(group.tags());
            change.accept(tags);
            if (tags.size() > LogTags.MOST) {
                throw AwsException.of(
                        "TooManyTagsException", "A resource can have no more than " + LogTags.MOST + " tags.");
            }
            groups.put(group.withTags(tags));
        }
    }

    private LogGroup group(Members members, Request request, String action) {
        if (action.endsWith("LogGroup")) {
            return groups.named(members, request.caller(), action, "");
        }
        String arn = members.required("resourceArn", ARN);
        members.check();
        String[] parts = arn.split(":", 8);
        if (parts.length < 7 || !parts[2].equals("logs") || !parts[5].equals("log-group")) {
            throw AwsException.of("InvalidParameterException", "The resourceArn is not the ARN of a log group.");
        }
        groups.allow(request.caller(), action, arn);
        return groups.require(parts[4], parts[6]);
    }
}
