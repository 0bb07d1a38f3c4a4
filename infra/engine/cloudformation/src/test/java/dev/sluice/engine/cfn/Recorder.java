package dev.sluice.engine.cfn;

import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.cfn.template.TemplateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A resource type that takes the properties Name, Text and List, and remembers what was asked of it. */
public final class Recorder implements ResourceType {

    public final List<String> log = new ArrayList<>();
    public final Map<String, Map<String, Object>> values = new LinkedHashMap<>();

    @Override
    public String name() {
        return "Test::Thing";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        String ref = properties.text("Name").orElseGet(() -> stack.physicalName(logicalId, 40));
        Map<String, Object> seen = new LinkedHashMap<>();
        properties.text("Text").ifPresent(text -> seen.put("Text", text));
        seen.put("List", properties.texts("List"));
        properties
                .object("Nested")
                .ifPresent(nested -> seen.put("Nested", nested.text("Inner").orElse("")));
        if (seen.containsValue("refuse")) {
            throw new TemplateException(properties.pointer() + "/Text", "is refused");
        }
        values.put(logicalId, seen);
        log.add("put " + logicalId);
        return new Resource(ref, Map.of("Arn", "arn:aws:test:us-east-1:000000000000:" + ref, "Deep.Attribute", "deep"));
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        log.add("remove " + resource.ref());
    }
}
