package dev.sluice.examples.commerce.app;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

/** cdk-nag's AwsSolutions rules hold; where one does not, the exact resource says why. */
class NagTest {

    /** Dead-letter queues of pipes and rules, and queues that people check: cdk-nag recognises only those of queues and functions. */
    private static final List<String> LAST_RESORTS = List.of(
            "Gate/Quarantine",
            "Tables/Orders/DeadLetters",
            "Tables/Processing/DeadLetters",
            "Targets/Warehouse/RouteWarehouse/DeadLetters",
            "Targets/SluiceAudit/Audit/DeadLetters",
            "Workloads/DealApproval/Workflow/RouteDealApproval/DeadLetters");

    @Test
    void theStackIsCleanOrSaysWhyItIsNot() {
        App app = Example.app();
        CommerceStack stack = Example.stack(app);
        LAST_RESORTS.forEach(queue -> acknowledge(
                stack,
                queue + "/Resource",
                "AwsSolutions-SQS3",
                "It is a final resting place for messages: no function consumes it."));
        acknowledge(
                stack,
                "Targets/Warehouse/Key/Resource",
                "AwsSolutions-SMG4",
                "The receiver holds the same key: both change it together, by hand.");
        acknowledge(
                stack,
                "Workloads/DealApproval/Workflow/Resource",
                "AwsSolutions-SF1",
                "Step Functions keeps the history of each execution; a log of all events needs a role with wildcards.");
        acknowledge(
                stack,
                "Workloads/DealApproval/Workflow/Resource",
                "AwsSolutions-SF2",
                "Events carry their own traceparent; X-Ray needs a role with wildcards.");
        List.of("GETApiV1Health", "HEADApiV1Health", "GETApiV1HealthPing", "HEADApiV1HealthPing", "GETWellKnownProxy")
                .forEach(route -> acknowledge(
                        stack,
                        "Api/Http/" + route,
                        "AwsSolutions-APIG4",
                        "Whether it is up and which public keys it signs with is for anybody."));
        Aspects.of(app).add(new AwsSolutionsChecks());
        Annotations annotations = Annotations.fromStack(stack);
        annotations.hasNoError("*", Match.stringLikeRegexp("AwsSolutions-.*"));
        annotations.hasNoWarning("*", Match.stringLikeRegexp("AwsSolutions-.*"));
    }

    private static void acknowledge(CommerceStack stack, String path, String rule, String reason) {
        NagSuppressions.addResourceSuppressionsByPath(
                stack,
                "/sluice/" + (path.startsWith("Workloads") ? path : "Default/" + path),
                List.of(NagPackSuppression.builder().id(rule).reason(reason).build()));
    }
}
