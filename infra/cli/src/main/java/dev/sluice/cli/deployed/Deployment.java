package dev.sluice.cli.deployed;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetResponse;

/**
 * A deployed stack. Its outputs name its parts.
 *
 * @param clients of a principal that may read the stack and its parts
 * @param stack the stack's name
 * @param outputs the stack's outputs
 */
public record Deployment(Clients clients, String stack, Map<String, String> outputs) {

    /** The default name of the stack. */
    public static final String STACK = "sluice";

    public Deployment {
        outputs = Map.copyOf(outputs);
    }

    /** @throws IllegalArgumentException if there is no such stack */
    public static Deployment of(Clients clients, String stack) {
        try (CloudFormationClient formation = clients.cloudFormation()) {
            List<Stack> found = formation
                    .describeStacks(describe -> describe.stackName(stack))
                    .stacks();
            Map<String, String> outputs = new LinkedHashMap<>();
            found.forEach(
                    each -> each.outputs().forEach(output -> outputs.put(output.outputKey(), output.outputValue())));
            return new Deployment(clients, stack, outputs);
        } catch (CloudFormationException e) {
            if (e.statusCode() == 400
                    && "ValidationError".equals(e.awsErrorDetails().errorCode())) {
                throw new IllegalArgumentException(
                        "--stack: there is no stack " + stack + " in " + clients.region()
                                + "; pass the name that it was deployed under, and its Region",
                        e);
            }
            throw e;
        }
    }

    public String ingressBusArn() {
        return output("IngressBusArn");
    }

    public String coreBusArn() {
        return output("CoreBusArn");
    }

    public String ingressBus() {
        return name(ingressBusArn());
    }

    public String coreBus() {
        return name(coreBusArn());
    }

    public String journalTable() {
        return output("JournalTableName");
    }

    public String endpointsFunction() {
        return output("EndpointsFunctionName");
    }

    public String apiFunction() {
        if (!outputs.containsKey("ApiFunctionName")) {
            throw new IllegalStateException("the stack " + stack + " has no control-plane API; add `.api()` to its"
                    + " SluiceProps, and start or deploy it again");
        }
        return output("ApiFunctionName");
    }

    public String busLogGroup() {
        return output("BusLogGroupName");
    }

    /** The rules of the core bus that send to the webhooks' queue: a rule's name says nothing about where it sends. */
    public Set<String> webhookRules() {
        Set<String> rules = new HashSet<>();
        try (EventBridgeClient events = clients.eventBridge()) {
            String token = null;
            do {
                String from = token;
                ListRuleNamesByTargetResponse page = events.listRuleNamesByTarget(list -> list.eventBusName(coreBus())
                        .targetArn(output("WebhooksQueueArn"))
                        .nextToken(from));
                rules.addAll(page.ruleNames());
                token = page.nextToken();
            } while (token != null);
        }
        return Set.copyOf(rules);
    }

    private String output(String name) {
        String value = outputs.get(name);
        if (value == null) {
            throw new IllegalStateException("the stack " + stack + " has no output " + name
                    + "; it is not a Sluice, or was deployed by an earlier version: deploy it again");
        }
        return value;
    }

    private static String name(String busArn) {
        return busArn.substring(busArn.lastIndexOf('/') + 1);
    }
}
