package dev.sluice.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.cfn.StackRecord;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OverviewTest {

    private static final String TEMPLATE = """
            {"Parameters": {"AllowInsecureEndpoints": {"Default": "false"}, "Key": {"Default": "", "NoEcho": true},
                            "WarehouseUrl": {"Default": "https://warehouse.example.com/orders"}},
             "Resources": {
               "A": {"Type": "AWS::DynamoDB::Table", "Properties": {"TableName": "orders", "StreamSpecification": {}}},
               "B": {"Type": "AWS::DynamoDB::Table", "Properties": {"TableName": "journal"}},
               "C": {"Type": "AWS::Events::EventBus", "Properties": {"Name": "ingress"}},
               "E": {"Type": "AWS::ApiGatewayV2::Api", "Properties": {"Name": "control-plane"}},
               "D": {"Type": "AWS::Events::EventBusPolicy", "Properties": {"Statement": {
                 "Principal": {"AWS": {"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ":iam::210987654321:root"]]}},
                 "Condition": {"StringEquals": {"events:source": "com.acme.crm"}}}}}}}
            """;

    @Test
    void itNamesWhatRunsWhoMayPublishAndWhatDiffersFromAws() {
        Map<String, String> parameters =
                Map.of("AllowInsecureEndpoints", "true", "Key", "secret", "WarehouseUrl", "http://127.0.0.1:9/W");
        String text = String.join("\n", table(TEMPLATE, parameters, List.of("Icon (AWS::S3::Bucket)")));
        assertThat(text)
                .contains("http://127.0.0.1:4566", "/data/sluice", "orders  (their changes become events)", "journal")
                .contains("HTTP APIs      control-plane  (the first one made at that address)")
                .contains("com.acme.crm, account 210987654321", "env --data /d --partner com.acme.crm")
                .contains("AllowInsecureEndpoints=true", "Key=****")
                .contains("for WarehouseUrl, since nothing answers at https://warehouse.example.com/orders")
                .contains("Icon (AWS::S3::Bucket)", "none is registered yet", "./sluice explain --data /d EVENT_ID")
                .doesNotContain("secret", "WarehouseUrl=");
    }

    @Test
    void noLineIsLongerThanATerminalIsWide() {
        StringBuilder rules = new StringBuilder("{\"Resources\": {");
        for (int i = 0; i < 40; i++) {
            rules.append(String.format(
                    "%s\"R%d\": {\"Type\": \"AWS::Events::Rule\", \"Properties\": {\"Name\": \"rule-%d\"}}",
                    i == 0 ? "" : ",", i, i));
        }
        assertThat(table(rules.append("}}").toString(), Map.of(), List.of()))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100))
                .anySatisfy(line -> assertThat(line).contains("rule-9"));
    }

    private static List<String> table(String template, Map<String, String> parameters, List<String> notSimulated) {
        StackRecord stack = new StackRecord(
                "sluice",
                "id",
                "CREATE_COMPLETE",
                "",
                "",
                template,
                parameters,
                Set.of("Key"),
                List.of(),
                notSimulated,
                0,
                0);
        return Overview.of(
                List.of(stack),
                Map.of("WarehouseUrl", URI.create("https://warehouse.example.com/orders")),
                new Overview.Facts(
                        "http://127.0.0.1:4566",
                        "account 000000000000, us-east-1",
                        "/data/sluice",
                        " --data /d",
                        List.of(),
                        parameters.containsKey("WarehouseUrl")
                                ? Map.of("WarehouseUrl", "http://127.0.0.1:9/W")
                                : Map.of()));
    }
}
