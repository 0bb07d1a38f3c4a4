package dev.sluice.engine.iam.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.kernel.Settings;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.store.Store;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class PolicyAccessTest {

    private static final String BUS = "arn:aws:events:us-east-1:000000000000:event-bus/in";
    private static final String ROLE = "arn:aws:iam::000000000000:role/r";

    @TempDir
    Path data;

    private Store store;
    private PolicyAccess access;
    private JsonNode busPolicy;

    @BeforeEach
    void open() throws JsonProcessingException {
        store = Store.open(data);
        access = new PolicyAccess(new Settings("000000000000", "us-east-1", data, true), store);
        busPolicy = statement("\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::210987654321:root\"},"
                + "\"Action\":\"events:PutEvents\",\"Resource\":\"" + BUS + "\","
                + "\"Condition\":{\"StringEquals\":{\"events:source\":\"com.acme.crm\"}}");
        access.resourcePolicies("events", arn -> arn.equals(BUS) ? Optional.of(busPolicy) : Optional.empty());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anotherAccountNeedsTheResourcesPolicyAndItsCondition() {
        Caller partner = Caller.root("210987654321");
        access.require(partner, "events:PutEvents", BUS, Map.of("events:source", "com.acme.crm"));
        denied(
                partner,
                "events:PutEvents",
                BUS,
                Map.of("events:source", "com.example.orders"),
                "User: arn:aws:iam::210987654321:root is not authorized to perform: events:PutEvents on resource: "
                        + BUS + " because no resource-based policy allows the events:PutEvents action");
        denied(
                Caller.root("333333333333"),
                "events:PutEvents",
                BUS,
                Map.of("events:source", "com.acme.crm"),
                "no resource-based policy");
    }

    @Test
    void aRoleMayOnlyWhatItsPoliciesAllow() throws JsonProcessingException {
        role(statement(
                "\"Effect\":\"Allow\",\"Action\":\"sqs:Send*\",\"Resource\":\"arn:aws:sqs:us-east-1:000000000000:a\""));
        Caller caller = Caller.role(ROLE, "s");
        access.require(caller, "sqs:SendMessage", "arn:aws:sqs:us-east-1:000000000000:a");
        denied(
                caller,
                "sqs:SendMessage",
                "arn:aws:sqs:us-east-1:000000000000:b",
                Map.of(),
                "no identity-based policy allows the sqs:SendMessage action");
        denied(
                caller,
                "sqs:ReceiveMessage",
                "arn:aws:sqs:us-east-1:000000000000:a",
                Map.of(),
                "arn:aws:sts::000000000000:assumed-role/r/s");
    }

    @Test
    void aDenyWinsOverEveryAllow() throws JsonProcessingException {
        role(Json.parse("{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"},"
                + "{\"Effect\":\"Deny\",\"Action\":\"sqs:DeleteQueue\",\"Resource\":\"*\"}]}"));
        Caller caller = Caller.role(ROLE, "s");
        access.require(caller, "sqs:SendMessage", "arn:aws:sqs:us-east-1:000000000000:a");
        denied(
                caller,
                "sqs:DeleteQueue",
                "arn:aws:sqs:us-east-1:000000000000:a",
                Map.of(),
                "with an explicit deny in an identity-based policy");
    }

    @Test
    void aServiceNeedsTheResourcesPolicyForItsSource() throws JsonProcessingException {
        String queue = "arn:aws:sqs:us-east-1:000000000000:q";
        JsonNode policy = statement(
                "\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"events.amazonaws.com\"},"
                        + "\"Action\":\"sqs:SendMessage\",\"Resource\":\"" + queue + "\","
                        + "\"Condition\":{\"ArnEquals\":{\"aws:SourceArn\":\"arn:aws:events:us-east-1:000000000000:rule/in/all\"}}");
        access.resourcePolicies("sqs", arn -> Optional.of(policy));
        access.require(service("rule/in/all"), "sqs:SendMessage", queue);
        denied(service("rule/in/other"), "sqs:SendMessage", queue, Map.of(), "no resource-based policy");
    }

    @Test
    void aRoleIsAssumedOnlyByWhomItTrusts() throws JsonProcessingException {
        role(statement("\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\""));
        String pipe = "arn:aws:pipes:us-east-1:000000000000:pipe/p";
        assertThat(access.assume(ROLE, "pipes.amazonaws.com", pipe).policyArn()).isEqualTo(ROLE);
        assertThatThrownBy(() -> access.assume(ROLE, "events.amazonaws.com", pipe))
                .hasMessageContaining("trust policy does not allow");
        assertThatThrownBy(() -> access.assume(ROLE + "x", "pipes.amazonaws.com", pipe))
                .hasMessageContaining("does not exist");
    }

    private static Caller service(String rule) {
        return Caller.service("events.amazonaws.com", "arn:aws:events:us-east-1:000000000000:" + rule, "000000000000");
    }

    private void role(JsonNode policy) throws JsonProcessingException {
        JsonNode trust = statement(
                "\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"pipes.amazonaws.com\"},\"Action\":\"sts:AssumeRole\","
                        + "\"Condition\":{\"StringEquals\":{\"aws:SourceAccount\":\"000000000000\"}}");
        access.roles().put(ROLE, new Role(ROLE, "r", "/", "id", "now", "", trust, Map.of("p", policy), Map.of()));
    }

    private static JsonNode statement(String members) throws JsonProcessingException {
        return Json.parse("{\"Version\":\"2012-10-17\",\"Statement\":{" + members + "}}");
    }

    private void denied(Caller caller, String action, String resource, Map<String, String> context, String message) {
        assertThatThrownBy(() -> access.require(caller, action, resource, context))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo("AccessDeniedException"))
                .hasMessageContaining(message);
    }
}
