package dev.sluice.engine.dynamodb.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.dynamodb.spec.OptionsSpec;
import dev.sluice.engine.dynamodb.table.Input;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.dynamodb.table.TableName;
import dev.sluice.engine.request.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** TagResource, UntagResource and ListTagsOfResource. */
public final class TagOperations {

    private final ControlPlane control;

    public TagOperations(ControlPlane control) {
        this.control = control;
    }

    public Map<String, Operation> operations() {
        return Map.of("TagResource", this::tag, "UntagResource", this::untag, "ListTagsOfResource", this::list);
    }

    private Response tag(Request request) {
        Input input = new Input(request.input());
        TableName name = control.allowArn(request.caller(), input, "TagResource");
        Map<String, String> more = OptionsSpec.tags(input);
        return change(name, tags -> tags.putAll(more));
    }

    private Response untag(Request request) {
        Input input = new Input(request.input());
        TableName name = control.allowArn(request.caller(), input, "UntagResource");
        List<String> keys = input.texts("TagKeys");
        return change(name, tags -> keys.forEach(tags::remove));
    }

    private Response change(TableName name, java.util.function.Consumer<Map<String, String>> change) {
        control.change(name, (tx, table) -> {
            Map<String, String> tags = new LinkedHashMap<>(table.options().tags());
            change.accept(tags);
            OptionsSpec.checkTags(tags);
            return table.with(table.options().withTags(tags));
        });
        return Response.empty();
    }

    private Response list(Request request) {
        Table table =
                control.existing(control.allowArn(request.caller(), new Input(request.input()), "ListTagsOfResource"));
        ObjectNode output = Json.object();
        ArrayNode tags = output.putArray("Tags");
        table.options()
                .tags()
                .forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
        return Response.of(output);
    }
}
