package dev.sluice.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.cdk.testing.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every role may do what it needs to, and nothing else. */
class LeastPrivilegeTest {

    private final Parts parts = Synthesized.real();

    @Test
    void noPolicyOfARoleHasAWildcard() {
        List<String> wild = new ArrayList<>();
        statements()
                .forEach((where, statements) -> statements.forEach(statement -> {
                    Parts.texts(statement.path("Action")).stream()
                            .filter(action -> action.contains("*"))
                            .forEach(action -> wild.add(where + " " + action));
                    Parts.texts(statement.path("Resource")).stream()
                            .filter(resource -> resource.contains("*"))
                            .forEach(resource -> wild.add(where + " " + resource));
                    if (statement.has("NotAction") || statement.has("NotResource")) {
                        wild.add(where + " by exclusion");
                    }
                }));
        assertThat(wild).isEmpty();
    }

    @Test
    void noRoleHasManagedPoliciesOrPoliciesBesideIt() {
        assertThat(parts.all("AWS::IAM::Policy")).isEmpty();
        assertThat(parts.all("AWS::IAM::ManagedPolicy")).isEmpty();
        assertThat(parts.all("AWS::IAM::Role").values())
                .allSatisfy(role -> assertThat(role.path("Properties").has("ManagedPolicyArns"))
                        .isFalse());
    }

    @Test
    void onlyTheAdmissionPipesRoleMayPutEventsOnTheCoreBus() {
        String core = id("AWS::Events::EventBus", "Name", "sluice-core");
        String role = Parts.target(
                parts.one("AWS::Pipes::Pipe", "Name", "sluice-admission").path("RoleArn"));
        List<String> writers = new ArrayList<>();
        statements()
                .forEach((where, statements) -> statements.forEach(statement -> {
                    if (Parts.texts(statement.path("Action")).contains("events:PutEvents")
                            && Parts.target(statement.path("Resource")).equals(core)) {
                        writers.add(where);
                    }
                }));
        assertThat(writers).containsExactly(role);
        JsonNode denial = parts.one("AWS::Events::EventBusPolicy", "StatementId", "OnlyFromTheGate")
                .path("Statement");
        assertThat(denial.path("Effect").asText()).isEqualTo("Deny");
        assertThat(denial.path("Action").asText()).isEqualTo("events:PutEvents");
        assertThat(denial.path("Principal").path("AWS").asText()).isEqualTo("*");
        assertThat(Parts.target(denial.path("Resource"))).isEqualTo(core);
        assertThat(Parts.target(denial.path("Condition").path("ArnNotEquals").path("aws:PrincipalArn")))
                .isEqualTo(role);
        assertThat(parts.all("AWS::Events::EventBusPolicy").values())
                .filteredOn(policy -> Parts.target(policy.path("Properties").path("EventBusName"))
                        .equals(core))
                .as("no outside principal is allowed in")
                .hasSize(1);
    }

    @Test
    void aPartnerMayPublishOnlyToTheIngressBusAndOnlyAsItself() {
        JsonNode policy = parts.one("AWS::Events::EventBusPolicy", "StatementId", "PartnerComAcmeCrm");
        JsonNode statement = policy.path("Statement");
        assertThat(Parts.target(policy.path("EventBusName")))
                .isEqualTo(id("AWS::Events::EventBus", "Name", "sluice-ingress"));
        assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
        assertThat(statement.path("Action").asText()).isEqualTo("events:PutEvents");
        assertThat(Parts.text(statement.path("Principal").path("AWS")))
                .isEqualTo("arn:AWS::Partition:iam::210987654321:root");
        assertThat(statement
                        .path("Condition")
                        .path("StringEquals")
                        .path("events:source")
                        .asText())
                .isEqualTo("com.acme.crm");
    }

    @Test
    void noPipeAndNoRuleCanUseTheRoleOfAnother() {
        parts.all("AWS::Pipes::Pipe").forEach((id, pipe) -> {
            JsonNode properties = pipe.path("Properties");
            assertThat(sourceArn(Parts.target(properties.path("RoleArn"))))
                    .as(id)
                    .endsWith(":pipe/" + properties.path("Name").asText());
        });
        JsonNode rule = parts.one("AWS::Events::Rule", "Name", "warehouse");
        assertThat(sourceArn(Parts.target(rule.path("Targets").path(0).path("RoleArn"))))
                .endsWith(":rule/sluice-core/warehouse");
    }

    @Test
    void eachFunctionHasARoleOfItsOwn() {
        assertThat(parts.all("AWS::Lambda::Function").values().stream()
                        .map(function ->
                                Parts.target(function.path("Properties").path("Role"))))
                .doesNotHaveDuplicates();
    }

    private String sourceArn(String role) {
        JsonNode trust = parts.resource(role).at("/Properties/AssumeRolePolicyDocument/Statement/0");
        assertThat(trust.at("/Condition/StringEquals/aws:SourceAccount/Ref").asText())
                .isEqualTo("AWS::AccountId");
        return Parts.text(trust.at("/Condition/ArnEquals/aws:SourceArn"));
    }

    /** The statements of all roles, by the role's logical id. */
    private Map<String, List<JsonNode>> statements() {
        Map<String, List<JsonNode>> statements = new TreeMap<>();
        parts.all("AWS::IAM::Role")
                .forEach((id, role) -> role.path("Properties")
                        .path("Policies")
                        .forEach(policy -> policy.path("PolicyDocument")
                                .path("Statement")
                                .forEach(statement -> statements
                                        .computeIfAbsent(id, key -> new ArrayList<>())
                                        .add(statement))));
        return statements;
    }

    private String id(String type, String property, String value) {
        return parts.all(type).entrySet().stream()
                .filter(entry -> entry.getValue()
                        .path("Properties")
                        .path(property)
                        .asText()
                        .equals(value))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
