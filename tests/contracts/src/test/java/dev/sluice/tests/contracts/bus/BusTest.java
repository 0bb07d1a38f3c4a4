package dev.sluice.tests.contracts.bus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.tests.contracts.Contract;
import dev.sluice.tests.contracts.Line;
import dev.sluice.tests.contracts.cloud.Json;
import dev.sluice.tests.contracts.cloud.Lab;
import dev.sluice.tests.contracts.cloud.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * Buses and who may put events on them.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html">Permissions for buses</a>
 */
class BusTest extends Contract {

    @Test
    @Line("A.14")
    void aBusIsMadeOnceAndDescribed() {
        String name = Lab.name("bus");
        CreateEventBusResponse created =
                lab.events().createEventBus(r -> r.name(name).description("ours"));
        lab.later(() -> lab.events().deleteEventBus(r -> r.name(name)));
        assertThat(created.eventBusArn()).isEqualTo(lab.arn("events", "event-bus/" + name));
        assertThat(created.description()).isEqualTo("ours");
        DescribeEventBusResponse described = lab.events().describeEventBus(r -> r.name(name));
        assertThat(described.creationTime()).isNotNull();
        assertThat(described.lastModifiedTime()).isNotNull();
        assertThat(described.policy()).isNull();
        assertThat(Refusal.of(() -> lab.events().createEventBus(r -> r.name(name))))
                .isEqualTo(Refusal.of(400, "ResourceAlreadyExistsException", "Event bus " + name + " already exists."));
    }

    @Test
    @Line("A.14")
    void aBusThatIsNotThereAndTheDefaultBusAreRefusedByName() {
        String name = Lab.name("none");
        assertThat(Refusal.of(() -> lab.events().describeEventBus(r -> r.name(name))))
                .isEqualTo(Refusal.of(400, "ResourceNotFoundException", "Event bus " + name + " does not exist."));
        assertThat(Refusal.of(() -> lab.events().deleteEventBus(r -> r.name("default"))))
                .isEqualTo(Refusal.of(400, "ValidationException", "Cannot delete event bus default."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"own/name", "sp ace", "ä"})
    @Line("A.14")
    void aBusNameIsLettersDigitsDotsDashesAndUnderscores(String name) {
        assertThat(Refusal.of(() -> lab.events().createEventBus(r -> r.name(name)))
                        .code())
                .isEqualTo("ValidationException");
    }

    @Test
    @Line("A.12")
    void permissionsAreStatementsOfTheBusPolicyAndGoAgain() {
        String bus = lab.bus();
        lab.events()
                .putPermission(r -> r.eventBusName(bus)
                        .statementId("partner")
                        .action("events:PutEvents")
                        .principal("210987654321"));
        JsonNode statement = Json.of(
                        lab.events().describeEventBus(r -> r.name(bus)).policy())
                .path("Statement")
                .path(0);
        assertThat(statement.path("Sid").asText()).isEqualTo("partner");
        assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
        assertThat(statement.path("Principal").path("AWS").asText()).isEqualTo("arn:aws:iam::210987654321:root");
        assertThat(statement.path("Action").asText()).isEqualTo("events:PutEvents");
        assertThat(statement.path("Resource").asText()).isEqualTo(lab.arn("events", "event-bus/" + bus));
        assertThat(Refusal.of(() ->
                        lab.events().removePermission(r -> r.eventBusName(bus).statementId("other"))))
                .isEqualTo(
                        Refusal.of(400, "ResourceNotFoundException", "Statement with the provided id does not exist."));
        lab.events().removePermission(r -> r.eventBusName(bus).statementId("partner"));
        assertThat(lab.events().describeEventBus(r -> r.name(bus)).policy()).isNull();
    }

    @Test
    @Line({"A.12", "A.13"})
    void anIdentityPolicyMayNameTheSourcesItAllows() {
        String bus = lab.bus();
        String role = lab.roleWith(
                "{\"AWS\":\"arn:aws:iam::" + lab.account() + ":root\"}",
                "{\"Effect\":\"Allow\",\"Action\":\"events:PutEvents\",\"Resource\":\""
                        + lab.arn("events", "event-bus/" + bus)
                        + "\",\"Condition\":{\"StringEquals\":{\"events:source\":\"shop\"}}}");
        try (EventBridgeClient events = lab.eventsAs(role)) {
            PutEventsRequestEntry good = Lab.entry(bus, "{}");
            assertThat(events.putEvents(r -> r.entries(good)).failedEntryCount())
                    .isZero();
            Refusal refusal = Refusal.of(() -> events.putEvents(
                    r -> r.entries(good.toBuilder().source("other").build())));
            assertThat(refusal.code()).isEqualTo("AccessDeniedException");
            assertThat(refusal.message()).contains("is not authorized to perform: events:PutEvents on resource: ");
        }
    }

    @Test
    @Line("A.14")
    void deletingABusThatIsNotThereSucceeds() {
        String name = Lab.name("none");
        assertThat(lab.events()
                        .deleteEventBus(r -> r.name(name))
                        .sdkHttpResponse()
                        .isSuccessful())
                .isTrue();
    }

    @Test
    @Line("A.14")
    void theDefaultBusIsThereWithoutCreation() {
        DescribeEventBusResponse described = lab.events().describeEventBus(r -> {});
        assertThat(described.arn()).isEqualTo(lab.arn("events", "event-bus/default"));
        assertThat(described.creationTime()).isNotNull();
        assertThat(described.lastModifiedTime()).isNotNull();
    }

    @Test
    @Line("A.12")
    void aStatementIsMissingWhetherOrNotThereIsAPolicyAndAllowsPutEventsOnly() {
        String bus = lab.bus();
        assertThat(Refusal.of(() ->
                        lab.events().removePermission(r -> r.eventBusName(bus).statementId("other"))))
                .isEqualTo(
                        Refusal.of(400, "ResourceNotFoundException", "Statement with the provided id does not exist."));
        assertThat(Refusal.of(() -> lab.events()
                        .putPermission(r -> r.eventBusName(bus)
                                .statementId("rules")
                                .action("events:PutPermission")
                                .principal("210987654321"))))
                .isEqualTo(Refusal.of(
                        400, "ValidationException", "Provided value in parameter 'action' is not supported."));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    @Test
    @Line("A.14")
    void theKeysOfTagsAreDifferentAndNotAWSs() {
        String bus = lab.bus();
        String arn = lab.arn("events", "event-bus/" + bus);
        assertThat(Refusal.of(() ->
                                lab.events().tagResource(r -> r.resourceARN(arn).tags(tag("aws:team", "a"))))
                        .code())
                .isEqualTo("ValidationException");
        assertThat(Refusal.of(() ->
                                lab.events().tagResource(r -> r.resourceARN(arn).tags(tag("k", "a"), tag("k", "b"))))
                        .code())
                .isEqualTo("ValidationException");
    }

    @Test
    @Line("A.14")
    void aBusWithRulesStays() {
        String bus = lab.bus();
        lab.rule(bus, "{\"source\":[\"shop\"]}");
        assertThat(Refusal.of(() -> lab.events().deleteEventBus(r -> r.name(bus))))
                .isEqualTo(Refusal.of(400, "ValidationException", "EventBus can't be deleted since it has rules."));
    }

    @Test
    @Line("A.13")
    void anIdentityPolicyMaySayWhichSourcesRulesAskForAndWhereTheySendEvents() {
        String bus = lab.bus();
        String role = lab.roleWith(
                "{\"AWS\":\"arn:aws:iam::" + lab.account() + ":root\"}",
                "{\"Effect\":\"Allow\",\"Action\":\"events:PutRule\",\"Resource\":\"*\",\"Condition\":{"
                        + "\"ForAllValues:StringEquals\":{\"events:source\":\"shop\"},\"Null\":{\"events:source\":\"false\"}}},"
                        + "{\"Effect\":\"Allow\",\"Action\":\"events:PutTargets\",\"Resource\":\"*\",\"Condition\":{"
                        + "\"ForAllValues:ArnLike\":{\"events:TargetArn\":\"arn:aws:sqs:*:*:*\"}}}");
        String name = Lab.name("asked");
        lab.later(() -> lab.events().deleteRule(r -> r.name(name).eventBusName(bus)));
        try (EventBridgeClient events = lab.eventsAs(role)) {
            for (String pattern : List.of("{\"detail-type\":[\"t\"]}", "{\"source\":[\"shop\",\"other\"]}")) {
                assertThat(Refusal.of(() -> events.putRule(
                                        r -> r.name(name).eventBusName(bus).eventPattern(pattern)))
                                .code())
                        .isEqualTo("AccessDeniedException");
            }
            events.putRule(r -> r.name(name).eventBusName(bus).eventPattern("{\"source\":[\"shop\"]}"));
            Target queue = Target.builder().id("t").arn(lab.arn("sqs", "any")).build();
            Target function = Target.builder()
                    .id("f")
                    .arn(lab.arn("lambda", "function:any"))
                    .build();
            assertThat(Refusal.of(() -> events.putTargets(
                                    r -> r.rule(name).eventBusName(bus).targets(queue, function)))
                            .code())
                    .isEqualTo("AccessDeniedException");
            assertThat(events.putTargets(r -> r.rule(name).eventBusName(bus).targets(queue))
                            .failedEntryCount())
                    .isZero();
        }
        lab.events().removeTargets(r -> r.rule(name).eventBusName(bus).ids("t"));
    }
}
