package dev.sluice.cdk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Traps of CDK and CloudFormation that deploy, or seem to, and then do not work. Each finding begins with its logical id. */
public final class Lint {

    private final Parts parts;
    private final List<String> findings = new ArrayList<>();

    private Lint(Parts parts) {
        this.parts = parts;
    }

    public static List<String> findings(Parts parts) {
        Lint lint = new Lint(parts);
        lint.pipesWaitForTheirPermissions();
        lint.deadLettersCanBeSent();
        lint.rulesWaitForTheirTargetsPolicies();
        lint.busLogsHaveADelivery();
        lint.tablesArePlain();
        lint.noKeyIsEmpty();
        lint.noBootstrapNoise();
        lint.queuesInsistOnTls();
        lint.queuesOutlastTheirFunctions();
        return lint.findings;
    }

    private void found(String id, String what) {
        findings.add(id + " " + what);
    }

    /** aws-cdk#31211: the first deploy fails if the pipe is made before its role may do anything. */
    private void pipesWaitForTheirPermissions() {
        parts.all("AWS::Pipes::Pipe").forEach((id, pipe) -> {
            String role = Parts.target(pipe.path("Properties").path("RoleArn"));
            boolean inline =
                    !parts.resource(role).path("Properties").path("Policies").isEmpty();
            List<String> beside = parts.all("AWS::IAM::Policy").entrySet().stream()
                    .filter(policy -> has(policy.getValue().path("Properties").path("Roles"), role))
                    .map(Map.Entry::getKey)
                    .toList();
            if (!inline && beside.isEmpty()) {
                found(id, "has a role without permissions");
            }
            if (!Parts.dependsOn(pipe).containsAll(beside)) {
                found(id, "does not wait for the policies of its role");
            }
        });
    }

    /** aws-cdk adds no statement for a bus's dead letters, and hand-written rules forget theirs: the events are silently lost. */
    private void deadLettersCanBeSent() {
        parts.all("AWS::Events::EventBus").forEach((id, bus) -> {
            JsonNode deadLetters =
                    bus.path("Properties").path("DeadLetterConfig").path("Arn");
            if (!deadLetters.isMissingNode()
                    && !letsIn(
                            Parts.target(deadLetters),
                            "event-bus/" + bus.path("Properties").path("Name").asText())) {
                found(id, "may not send to its dead letters");
            }
        });
        parts.all("AWS::Events::Rule")
                .forEach((id, rule) -> rule.path("Properties").path("Targets").forEach(target -> {
                    JsonNode deadLetters = target.path("DeadLetterConfig").path("Arn");
                    if (deadLetters.isMissingNode()) {
                        found(id, "has a target without dead letters");
                    } else if (!letsIn(Parts.target(deadLetters), ruleArn(rule))) {
                        found(id, "may not send to its dead letters");
                    }
                }));
    }

    private String ruleArn(JsonNode rule) {
        JsonNode properties = rule.path("Properties");
        String bus = parts.resource(Parts.target(properties.path("EventBusName")))
                .path("Properties")
                .path("Name")
                .asText();
        return ":rule/" + bus + "/" + properties.path("Name").asText();
    }

    /** Whether a queue takes messages of EventBridge in the name of exactly this ARN. */
    private boolean letsIn(String queue, String arn) {
        return parts.queueStatements(queue).stream()
                .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                .filter(statement ->
                        statement.path("Principal").path("Service").asText().equals("events.amazonaws.com"))
                .filter(statement -> Parts.texts(statement.path("Action")).equals(List.of("sqs:SendMessage")))
                .anyMatch(statement -> Parts.text(
                                statement.path("Condition").path("ArnEquals").path("aws:SourceArn"))
                        .endsWith(arn));
    }

    /** An event that finds the door shut is not retried: a missing permission sends it to the dead letters at once. */
    private void rulesWaitForTheirTargetsPolicies() {
        parts.all("AWS::Events::Rule")
                .forEach((id, rule) -> rule.path("Properties").path("Targets").forEach(target -> {
                    List<String> needed = new ArrayList<>(
                            policies(target.path("DeadLetterConfig").path("Arn")));
                    needed.addAll(policies(target.path("Arn")));
                    if (!Parts.dependsOn(rule).containsAll(needed)) {
                        found(id, "does not wait for what lets it in");
                    }
                }));
    }

    private List<String> policies(JsonNode arn) {
        String target = Parts.target(arn);
        List<String> ids = new ArrayList<>();
        if (target.isEmpty()) {
            return ids;
        }
        parts.all("AWS::SQS::QueuePolicy").forEach((id, policy) -> {
            if (has(policy.path("Properties").path("Queues"), target)) {
                ids.add(id);
            }
        });
        parts.all("AWS::Lambda::Permission").forEach((id, permission) -> {
            if (Parts.target(permission.path("Properties").path("FunctionName")).equals(target)) {
                ids.add(id);
            }
        });
        return ids;
    }

    private static boolean has(JsonNode references, String id) {
        List<String> ids = new ArrayList<>();
        references.forEach(reference -> ids.add(Parts.target(reference)));
        return ids.contains(id);
    }

    private boolean delivered(String bus) {
        List<String> sources = parts.all("AWS::Logs::Delivery").values().stream()
                .map(delivery -> Parts.target(delivery.at("/Properties/DeliverySourceName")))
                .toList();
        return parts.all("AWS::Logs::DeliverySource").entrySet().stream()
                .filter(source -> Parts.target(source.getValue().at("/Properties/ResourceArn"))
                        .equals(bus))
                .anyMatch(source -> sources.contains(source.getKey()));
    }

    /** cloudformation-coverage-roadmap#2345: a log configuration alone logs nothing. */
    private void busLogsHaveADelivery() {
        parts.all("AWS::Events::EventBus").forEach((id, bus) -> {
            if (bus.path("Properties").has("LogConfig") && !delivered(id)) {
                found(id, "logs nowhere");
            }
        });
    }

    /** TableV2 becomes a global table, whose streams' ARNs are one per region. */
    private void tablesArePlain() {
        parts.all("AWS::DynamoDB::GlobalTable").keySet().forEach(id -> found(id, "is a global table"));
    }

    /** The Archive of aws-cdk writes an empty key. */
    private void noKeyIsEmpty() {
        parts.template().path("Resources").properties().forEach(resource -> {
            JsonNode key = resource.getValue().path("Properties").path("KmsKeyIdentifier");
            if (key.isTextual() && key.asText().isEmpty()) {
                found(resource.getKey(), "has an empty KmsKeyIdentifier");
            }
        });
    }

    private void noBootstrapNoise() {
        if (parts.template().path("Parameters").has("BootstrapVersion")
                || parts.template().has("Rules")) {
            found("BootstrapVersion", "is asked for");
        }
        parts.all("AWS::CDK::Metadata").keySet().forEach(id -> found(id, "reports to AWS what is used"));
    }

    private void queuesInsistOnTls() {
        parts.all("AWS::SQS::Queue").keySet().forEach(id -> {
            boolean denied = parts.queueStatements(id).stream()
                    .anyMatch(statement -> statement.path("Effect").asText().equals("Deny")
                            && statement.path("Action").asText().equals("sqs:*")
                            && statement.path("Principal").path("AWS").asText().equals("*")
                            && statement
                                    .at("/Condition/Bool/aws:SecureTransport")
                                    .asText()
                                    .equals("false"));
            if (!denied) {
                found(id, "takes requests without TLS");
            }
        });
    }

    /** Lambda's page on SQS: at least six times the timeout of the function, and at least five receives. */
    private void queuesOutlastTheirFunctions() {
        parts.all("AWS::Lambda::EventSourceMapping").values().forEach(mapping -> {
            JsonNode properties = mapping.path("Properties");
            outlasts(Parts.target(properties.path("EventSourceArn")), Parts.target(properties.path("FunctionName")));
        });
        parts.all("AWS::Pipes::Pipe").values().forEach(pipe -> {
            JsonNode properties = pipe.path("Properties");
            String source = Parts.target(properties.path("Source"));
            if (parts.resource(source).path("Type").asText().equals("AWS::SQS::Queue")) {
                outlasts(source, Parts.target(properties.path("Enrichment")));
            }
        });
    }

    private void outlasts(String queue, String function) {
        JsonNode properties = parts.resource(queue).path("Properties");
        int timeout =
                parts.resource(function).path("Properties").path("Timeout").asInt();
        if (properties.path("VisibilityTimeout").asInt() < 6 * timeout) {
            found(queue, "shows messages again while " + function + " may still work on them");
        }
        if (properties.path("RedrivePolicy").path("maxReceiveCount").asInt() < 5) {
            found(queue, "abandons events too early");
        }
    }
}
