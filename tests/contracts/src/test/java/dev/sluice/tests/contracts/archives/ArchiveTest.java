package dev.sluice.tests.contracts.archives;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.tests.contracts.Contract;
import dev.sluice.tests.contracts.Line;
import dev.sluice.tests.contracts.cloud.Json;
import dev.sluice.tests.contracts.cloud.Lab;
import dev.sluice.tests.contracts.cloud.Queue;
import dev.sluice.tests.contracts.cloud.Refusal;
import dev.sluice.tests.contracts.cloud.Rule;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.StartReplayRequest;
import software.amazon.awssdk.services.eventbridge.model.StartReplayResponse;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * Archives and replays.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-archive.html">Archiving and replaying</a>
 */
class ArchiveTest extends Contract {

    private static final String ALL = "{\"source\":[\"shop\"]}";

    private String arn(String bus) {
        return lab.arn("events", "event-bus/" + bus);
    }

    private String archive(String bus) {
        String name = Lab.name("arch");
        lab.events().createArchive(request -> request.archiveName(name).eventSourceArn(arn(bus)));
        lab.later(() -> lab.events().deleteArchive(request -> request.archiveName(name)));
        return name;
    }

    private StartReplayResponse replay(
            String name, String archive, String bus, Consumer<StartReplayRequest.Builder> more) {
        StartReplayRequest.Builder request = StartReplayRequest.builder()
                .replayName(name)
                .eventSourceArn(lab.arn("events", "archive/" + archive))
                .eventStartTime(Instant.now().minusSeconds(600))
                .eventEndTime(Instant.now().plusSeconds(60))
                .destination(destination -> destination.arn(arn(bus)));
        more.accept(request);
        return lab.events().startReplay(request.build());
    }

    @Test
    @Line({"E.2", "E.3", "A.9"})
    void aReplayPutsArchivedEventsOnTheBusAgainAndTheyAreNotArchivedTwice() {
        String bus = lab.bus();
        String archive = archive(bus);
        Queue queue = lab.listen(bus, ALL);
        lab.put(bus, "{\"n\":1}");
        queue.take(1);
        Lab.soon()
                .until(() -> lab.events()
                                .describeArchive(request -> request.archiveName(archive))
                                .eventCount()
                        == 1);
        String name = Lab.name("replay");
        StartReplayResponse started = replay(name, archive, bus, request -> {});
        assertThat(started.replayArn()).isEqualTo(lab.arn("events", "replay/" + name));
        assertThat(started.stateAsString()).isEqualTo("STARTING");
        JsonNode event = Json.of(queue.takeBody());
        assertThat(Json.keys(event))
                .containsExactly(
                        "version",
                        "id",
                        "detail-type",
                        "source",
                        "account",
                        "time",
                        "region",
                        "replay-name",
                        "resources",
                        "detail");
        assertThat(event.path("replay-name").asText()).isEqualTo(name);
        Lab.soon()
                .until(() -> lab.events()
                        .describeReplay(request -> request.replayName(name))
                        .stateAsString()
                        .equals("COMPLETED"));
        assertThat(lab.events()
                        .describeArchive(request -> request.archiveName(archive))
                        .eventCount())
                .isEqualTo(1);
        assertThat(Refusal.of(() -> replay(name, archive, bus, request -> {})))
                .isEqualTo(Refusal.of(400, "ResourceAlreadyExistsException", "Replay " + name + " already exists."));
    }

    @Test
    @Line("E.3")
    void aReplayMayGoToOneRuleOnly() {
        String bus = lab.bus();
        String archive = archive(bus);
        Queue queue = lab.listen(bus, ALL);
        Rule rule = lab.rule(bus, ALL);
        Queue chosen = lab.queue();
        rule.target(target -> target.arn(chosen.arn()));
        lab.put(bus, "{}");
        queue.take(1);
        chosen.take(1);
        String name = Lab.name("replay");
        replay(
                name,
                archive,
                bus,
                request -> request.destination(
                        destination -> destination.arn(arn(bus)).filterArns(rule.arn())));
        assertThat(chosen.takeBody()).contains("\"replay-name\":\"" + name + "\"");
        Lab.soon()
                .until(() -> lab.events()
                        .describeReplay(request -> request.replayName(name))
                        .stateAsString()
                        .equals("COMPLETED"));
        assertThat(queue.poll(0)).isEmpty();
    }

    @Test
    @Line({"E.1", "E.4"})
    void whatIsRefusedIsRefusedInAWSsWords() {
        String bus = lab.bus();
        String other = lab.bus();
        String archive = archive(bus);
        String none = Lab.name("none");
        assertThat(Refusal.of(() -> lab.events()
                        .createArchive(request -> request.archiveName(archive).eventSourceArn(arn(bus)))))
                .isEqualTo(
                        Refusal.of(400, "ResourceAlreadyExistsException", "Archive " + archive + " already exists."));
        assertThat(Refusal.of(() -> lab.events().describeArchive(request -> request.archiveName(none))))
                .isEqualTo(Refusal.of(400, "ResourceNotFoundException", "Archive " + none + " does not exist."));
        assertThat(Refusal.of(() -> lab.events().describeReplay(request -> request.replayName(none))))
                .isEqualTo(Refusal.of(400, "ResourceNotFoundException", "Replay " + none + " does not exist."));
        assertThat(Refusal.of(() -> replay(none, archive, other, request -> {})))
                .isEqualTo(Refusal.of(
                        400,
                        "ValidationException",
                        "Parameter Destination.Arn is not valid. Reason: Cross event bus replay is not permitted."));
        assertThat(Refusal.of(() -> replay(none, none, bus, request -> {})))
                .isEqualTo(Refusal.of(
                        400,
                        "ValidationException",
                        "Parameter EventSourceArn is not valid. Reason: Archive " + none + " does not exist."));
        assertThat(Refusal.of(() -> replay(
                        none,
                        archive,
                        bus,
                        request -> request.eventEndTime(Instant.now().minusSeconds(7_200)))))
                .isEqualTo(Refusal.of(
                        400,
                        "ValidationException",
                        "Parameter EventEndTime is not valid. Reason: EventStartTime must be before EventEndTime."));
    }

    @Test
    @Line({"E.1", "E.4"})
    void anArchiveMayHoldAPartOfTheEvents() {
        String bus = lab.bus();
        String name = Lab.name("arch");
        lab.events()
                .createArchive(request -> request.archiveName(name)
                        .eventSourceArn(arn(bus))
                        .eventPattern("{\"detail\":{\"keep\":[true]}}"));
        lab.later(() -> lab.events().deleteArchive(request -> request.archiveName(name)));
        lab.put(bus, "{\"keep\":false}");
        lab.put(bus, "{\"keep\":true}");
        Lab.soon().untilAsserted(() -> {
            var described = lab.events().describeArchive(request -> request.archiveName(name));
            assertThat(described.stateAsString()).isEqualTo("ENABLED");
            assertThat(described.retentionDays()).isZero();
            assertThat(described.eventCount()).isEqualTo(1);
        });
        assertThat(Refusal.of(() -> lab.events().updateArchive(request -> request.archiveName(name)))
                        .message())
                .isEqualTo("At least one of EventPattern, RetentionDays or Description must be provided.");
    }

    @Test
    @Line({"E.1", "E.4"})
    void aBusThatIsNotTheCallersIsNotThere() {
        String none = Lab.name("none");
        Refusal missing = Refusal.of(400, "ResourceNotFoundException", "Event bus " + none + " does not exist.");
        assertThat(Refusal.of(() ->
                        lab.events().createArchive(r -> r.archiveName(none).eventSourceArn(arn(none)))))
                .isEqualTo(missing);
        assertThat(Refusal.of(() -> lab.events()
                        .createArchive(r -> r.archiveName(none)
                                .eventSourceArn("arn:aws:events:" + lab.region() + ":123456789012:event-bus/" + none))))
                .isEqualTo(missing);
        assertThat(Refusal.of(() -> lab.events().listArchives(r -> r.eventSourceArn(arn(none)))))
                .isEqualTo(missing);
        assertThat(Refusal.of(() -> lab.events()
                                .createArchive(r -> r.archiveName(none).eventSourceArn("arn:aws:event-bus/x")))
                        .code())
                .isEqualTo("ValidationException");
    }

    @Test
    @Line("E.4")
    void theTimesOfAReplayAreJudgedBeforeItsDestination() {
        String archive = archive(lab.bus());
        assertThat(Refusal.of(() -> replay(
                                Lab.name("none"),
                                archive,
                                lab.bus(),
                                r -> r.eventEndTime(Instant.now().minusSeconds(7_200))))
                        .message())
                .startsWith("Parameter EventEndTime is not valid.");
    }

    @Test
    @Line("E.2")
    void anArchiveHasAManagedRuleThatNobodyElseChanges() {
        String bus = lab.bus();
        String archive = archive(bus);
        String managed = "Events-Archive-" + archive;
        DescribeRuleResponse rule =
                lab.events().describeRule(r -> r.name(managed).eventBusName(bus));
        assertThat(rule.managedBy()).isEqualTo("prod.vhs.events.aws.internal");
        assertThat(Json.of(rule.eventPattern())).hasToString("{\"replay-name\":[{\"exists\":false}]}");
        assertThat(lab.events().listRules(r -> r.eventBusName(bus)).rules())
                .extracting(software.amazon.awssdk.services.eventbridge.model.Rule::name)
                .containsExactly(managed);
        Refusal refusal = Refusal.of(
                400,
                "ManagedRuleException",
                managed + " is a managed rule. Set 'force' parameter to true to override.");
        assertThat(Refusal.of(() -> lab.events().deleteRule(r -> r.name(managed).eventBusName(bus))))
                .isEqualTo(refusal);
        assertThat(Refusal.of(() ->
                                lab.events().disableRule(r -> r.name(managed).eventBusName(bus)))
                        .code())
                .isEqualTo("ManagedRuleException");
        assertThat(Refusal.of(() -> lab.events()
                                .putRule(r -> r.name(managed).eventBusName(bus).eventPattern(ALL)))
                        .code())
                .isEqualTo("ManagedRuleException");
        assertThat(Refusal.of(() -> lab.events()
                                .removeTargets(
                                        r -> r.rule(managed).eventBusName(bus).ids(managed)))
                        .code())
                .isEqualTo("ManagedRuleException");
        assertThat(Refusal.of(() -> lab.events()
                                .putTargets(r -> r.rule(managed)
                                        .eventBusName(bus)
                                        .targets(Target.builder()
                                                .id("t")
                                                .arn(lab.arn("sqs", "any"))
                                                .build())))
                        .code())
                .isEqualTo("ManagedRuleException");
        assertThat(Refusal.of(() -> lab.events().deleteEventBus(r -> r.name(bus)))
                        .message())
                .isEqualTo("EventBus can't be deleted since it has rules.");
    }
}
