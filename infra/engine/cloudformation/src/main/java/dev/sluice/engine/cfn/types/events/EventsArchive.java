package dev.sluice.engine.cfn.types.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.cfn.resource.DataHolder;
import dev.sluice.engine.cfn.resource.Held;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.request.Json;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::Events::Archive}. A changed source makes it a new archive, as on AWS. */
public final class EventsArchive implements DataHolder {

    private static final int NAME = 48;

    @Override
    public String name() {
        return "AWS::Events::Archive";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        String name = properties.text("ArchiveName").orElseGet(() -> stack.physicalName(logicalId, NAME));
        String source = properties.requiredText("SourceArn");
        ObjectNode input = Json.object().put("ArchiveName", name);
        input.put("Description", properties.text("Description").orElse(""));
        input.put(
                "EventPattern",
                properties
                        .any("EventPattern")
                        .map(pattern -> pattern.isTextual() ? pattern.asText() : Json.text(pattern))
                        .orElse(""));
        input.put("RetentionDays", properties.number("RetentionDays").orElse(0));
        input.put("KmsKeyIdentifier", properties.text("KmsKeyIdentifier").orElse(""));
        String old = source(stack, name);
        if (!old.isEmpty() && !old.equals(source)) {
            stack.call("events", "DeleteArchive", Json.object().put("ArchiveName", name));
        }
        String arn = (old.equals(source)
                        ? stack.call("events", "UpdateArchive", input)
                        : stack.call("events", "CreateArchive", input.put("EventSourceArn", source)))
                .path("ArchiveArn")
                .asText();
        return new Resource(name, Map.of("Arn", arn, "ArchiveName", name));
    }

    @Override
    public Optional<String> content(Stack stack, Resource resource) {
        return Held.of(
                "event",
                () -> stack.call("events", "DescribeArchive", Json.object().put("ArchiveName", resource.ref()))
                        .path("EventCount")
                        .asLong());
    }

    @Override
    public Set<String> identity() {
        return Set.of("ArchiveName", "SourceArn");
    }

    @Override
    public boolean replaces(Stack stack, String logicalId, Resource before, Properties properties) {
        return !properties
                        .text("ArchiveName")
                        .orElseGet(() -> stack.physicalName(logicalId, NAME))
                        .equals(before.ref())
                || !properties.requiredText("SourceArn").equals(source(stack, before.ref()));
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        stack.call("events", "DeleteArchive", Json.object().put("ArchiveName", resource.ref()));
    }

    /** The source of the archive as it is; empty if there is none. */
    private static String source(Stack stack, String name) {
        try {
            return stack.call("events", "DescribeArchive", Json.object().put("ArchiveName", name))
                    .path("EventSourceArn")
                    .asText();
        } catch (AwsException e) {
            if (e.code().equals("ResourceNotFoundException")) {
                return "";
            }
            throw e;
        }
    }
}
