package dev.sluice.engine.states;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.cfn.types.StepFunctionsStateMachine;
import dev.sluice.engine.dynamodb.DynamoDb;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.testing.ManualTime;
import dev.sluice.rules.catalog.Catalog;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalog's workflow, from a template's properties to the row that it writes. */
class DealApprovalTest {

    private static final String NAME = "deal-approval";
    private static final String PROPERTIES = "{\"StateMachineName\":\"m\",\"RoleArn\":\"" + Workflows.ROLE
            + "\",\"StateMachineType\":\"STANDARD\",\"DefinitionSubstitutions\":{\"ApprovalsTable\":\"deal-approvals\"}}";

    @TempDir
    Path folder;

    private Workflows workflows;
    private DynamoDb tables;
    private Stack stack;

    @BeforeEach
    void open() {
        workflows = new Workflows(folder, new ManualTime());
        tables = new DynamoDb(workflows.kernel);
        workflows.kernel.aws().register(tables);
        workflows.kernel.aws().call(Workflows.OWNER, "dynamodb", "CreateTable", (ObjectNode)
                Json.parseTrusted("{\"TableName\":\"deal-approvals\",\"BillingMode\":\"PAY_PER_REQUEST\","
                        + "\"KeySchema\":[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"}],"
                        + "\"AttributeDefinitions\":[{\"AttributeName\":\"id\",\"AttributeType\":\"S\"}]}"));
        stack = new Stack("sluice", workflows.kernel, folder::resolve);
    }

    @AfterEach
    void close() {
        tables.close();
        workflows.close();
    }

    private static String definition() {
        return Catalog.load(Path.of("src/test/resources/catalog"))
                .workflow(NAME)
                .orElseThrow()
                .definition()
                .toString();
    }

    private Resource put(ObjectNode more) {
        ObjectNode all = (ObjectNode) Json.parseTrusted(PROPERTIES);
        all.setAll(more);
        Properties properties = new Properties(all, "/Resources/M/Properties");
        Resource resource = new StepFunctionsStateMachine().put(stack, "M", properties);
        properties.done();
        return resource;
    }

    private JsonNode approval(String id) {
        ObjectNode input = Json.object().put("TableName", "deal-approvals");
        input.putObject("Key").putObject("id").put("S", id);
        return workflows
                .kernel
                .aws()
                .call(Workflows.OWNER, "dynamodb", "GetItem", input)
                .path("Item");
    }

    private static String event(String deal, long amount) {
        return "{\"source\":\"com.acme.crm\",\"detail\":{\"metadata\":{\"id\":\"e1\"},\"data\":{\"dealId\":\"" + deal
                + "\",\"tenant\":\"t\",\"amount\":" + amount + "}}}";
    }

    @Test
    void aVeryLargeDealAsksForItsApprovalOnce() {
        put(Json.object().put("DefinitionString", definition()));
        workflows.start("a", event("d1", 2_000_000));
        workflows.start("b", event("d2", 5_000_000));
        assertThat(workflows.end("a").path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(workflows.end("b").path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(approval("d1").at("/approver/S").asText()).isEqualTo("head-of-sales");
        assertThat(approval("d1").at("/amount/N").asText()).isEqualTo("2000000");
        assertThat(approval("d2").at("/approver/S").asText()).isEqualTo("board");
        workflows.start("again", event("d1", 9_000_000));
        assertThat(workflows.end("again").path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(approval("d1").at("/approver/S").asText()).isEqualTo("head-of-sales");
    }

    @Test
    void aDefinitionComesAsTextAsJsonOrAsAnAssetAndIsBroughtUpToDate() throws Exception {
        Resource first = put(Json.object().put("DefinitionString", definition()));
        assertThat(put(Json.object().put("DefinitionString", definition()))).isEqualTo(first);
        ObjectNode json = Json.object();
        json.set("Definition", Json.parseTrusted("{\"StartAt\":\"S\",\"States\":{\"S\":{\"Type\":\"Succeed\"}}}"));
        Resource second = put(json);
        assertThat(second.ref()).isEqualTo("arn:aws:states:us-east-1:000000000000:stateMachine:m");
        assertThat(second.attributes().get("StateMachineRevisionId"))
                .isNotEqualTo(first.attributes().get("StateMachineRevisionId"));
        Files.writeString(folder.resolve("asset.json"), definition());
        ObjectNode asset = Json.object();
        asset.putObject("DefinitionS3Location").put("Bucket", "b").put("Key", "asset.json");
        put(asset);
        String described = stack.call(
                        "states", "DescribeStateMachine", Json.object().put("stateMachineArn", second.ref()))
                .path("definition")
                .asText();
        assertThat(described).contains("\"TableName\":\"deal-approvals\"");
        new StepFunctionsStateMachine().remove(stack, second);
        new StepFunctionsStateMachine().remove(stack, second);
    }
}
