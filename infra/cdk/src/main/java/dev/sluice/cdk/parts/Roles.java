package dev.sluice.cdk.parts;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/**
 * One role for each actor. Its permissions are part of the role and not a resource beside it: what waits for the role waits for
 * them too, and a pipe is never made before it may do what it does.
 */
public final class Roles {

    private Roles() {}

    /** The role of one pipe, which no other pipe can assume. */
    static Role pipe(Construct scope, String pipe, List<PolicyStatement> reading, List<PolicyStatement> forwarding) {
        List<PolicyStatement> statements =
                Stream.concat(reading.stream(), forwarding.stream()).toList();
        return role(scope, onlyFor("pipes.amazonaws.com", Arns.pipe(pipe)), statements);
    }

    /** The role of one rule, which no other rule can assume. */
    public static Role rule(Construct scope, String ruleArn, List<PolicyStatement> statements) {
        return role(scope, onlyFor("events.amazonaws.com", ruleArn), statements);
    }

    /** The role of one workflow, which no other state machine can assume. */
    static Role workflow(Construct scope, String name, List<PolicyStatement> statements) {
        return role(scope, onlyFor("states.amazonaws.com", Arns.stateMachine(name)), statements);
    }

    public static Role function(Construct scope, List<PolicyStatement> statements) {
        return role(scope, new ServicePrincipal("lambda.amazonaws.com"), statements);
    }

    private static IPrincipal onlyFor(String service, String arn) {
        // In a fixed order: the template must come out the same each time.
        Map<String, Object> conditions = new TreeMap<>();
        conditions.put("ArnEquals", Map.of("aws:SourceArn", arn));
        conditions.put("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID));
        return new ServicePrincipal(service).withConditions(conditions);
    }

    private static Role role(Construct scope, IPrincipal principal, List<PolicyStatement> statements) {
        return Role.Builder.create(scope, "Role")
                .assumedBy(principal)
                .inlinePolicies(Map.of(
                        "permissions",
                        PolicyDocument.Builder.create().statements(statements).build()))
                .build();
    }
}
