package dev.sluice.engine.logs.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The resource policy that lets log delivery write to a log group. AWS adds it by itself when who makes a delivery may put
 * resource policies; otherwise someone with permission has to.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-CloudWatchLogs.html">Logs sent to
 *     CloudWatch Logs</a>
 */
final class GroupPolicy {

    private static final Logger LOG = LoggerFactory.getLogger(GroupPolicy.class);
    /** Groups of this prefix share a statement, as on AWS: a policy has room for few. */
    private static final String VENDED = "/aws/vendedlogs/";

    private static final String NAME = "AWSLogDeliveryWrite20150319";

    private final Kernel kernel;

    GroupPolicy(Kernel kernel) {
        this.kernel = kernel;
    }

    void allowDelivery(Caller caller, DeliveryDestination destination) {
        if (!destination.type().equals(DeliveryDestination.LOG_GROUP)) {
            return;
        }
        try {
            add(caller, VendedLogs.group(destination.resource()));
        } catch (AwsException e) {
            LOG.info("log delivery needs a policy to write to {}: {}", destination.resource(), e.message());
        }
    }

    private void add(Caller caller, String group) {
        String groups = group.startsWith(VENDED) ? VENDED + "*" : group;
        String resource = kernel.arn("logs", caller.account(), "log-group:" + groups + ":log-stream:*");
        ObjectNode document = Json.object().put("Version", "2012-10-17");
        ArrayNode statements = document.putArray("Statement");
        JsonNode policies = kernel.aws()
                .call(caller, "logs", "DescribeResourcePolicies", Json.object())
                .path("resourcePolicies");
        for (JsonNode policy : policies) {
            if (policy.path("policyName").asText().equals(NAME)) {
                Json.parseTrusted(policy.path("policyDocument").asText())
                        .path("Statement")
                        .forEach(statements::add);
            }
        }
        for (JsonNode statement : statements) {
            if (statement.path("Resource").path(0).asText().equals(resource)) {
                return;
            }
        }
        statements.add(statement(caller.account(), resource));
        kernel.aws()
                .call(
                        caller,
                        "logs",
                        "PutResourcePolicy",
                        Json.object().put("policyName", NAME).put("policyDocument", Json.text(document)));
    }

    private ObjectNode statement(String account, String resource) {
        ObjectNode statement = Json.object().put("Sid", NAME).put("Effect", "Allow");
        statement.putObject("Principal").putArray("Service").add(VendedLogs.SERVICE);
        statement.putArray("Action").add("logs:CreateLogStream").add("logs:PutLogEvents");
        statement.putArray("Resource").add(resource);
        ObjectNode condition = statement.putObject("Condition");
        condition.putObject("StringEquals").putArray("aws:SourceAccount").add(account);
        condition.putObject("ArnLike").putArray("aws:SourceArn").add(kernel.arn("logs", account, "*"));
        return statement;
    }
}
