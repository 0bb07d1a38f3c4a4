package dev.sluice.engine.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.iam.policy.PolicyAccess;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.kernel.Settings;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.testing.ManualTime;
import dev.sluice.engine.testing.TestKernel;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits, retention and permissions, with a clock that travels and policies that are enforced. */
class LogsTest {

    private static final Caller OWNER = Caller.root(Settings.DEFAULT_ACCOUNT);
    private static final Caller EVENTS = Caller.service(
            "events.amazonaws.com", "arn:aws:events:us-east-1:000000000000:rule/audit", Settings.DEFAULT_ACCOUNT);
    private static final String STREAM = "\"logGroupName\":\"g\",\"logStreamName\":\"s\"";

    @TempDir
    Path folder;

    private final ManualTime time = new ManualTime();
    private Kernel kernel;
    private LogsService logs;

    @BeforeEach
    void open() {
        Kernel open = TestKernel.open(folder, time);
        Settings settings = new Settings(Settings.DEFAULT_ACCOUNT, Settings.DEFAULT_REGION, folder, true);
        kernel = new Kernel(
                settings, open.store(), time, open.ids(), new PolicyAccess(settings, open.store()), open.aws());
        logs = new LogsService(kernel);
        kernel.aws().register(logs);
        logs.start();
        call("CreateLogGroup", "{\"logGroupName\":\"g\"}");
        call("CreateLogStream", "{" + STREAM + "}");
    }

    @AfterEach
    void close() {
        logs.close();
        kernel.store().close();
    }

    private JsonNode call(String operation, String input) {
        return call(OWNER, operation, input);
    }

    private JsonNode call(Caller caller, String operation, String input) {
        return kernel.aws().call(caller, "logs", operation, (ObjectNode) Json.parseTrusted(input));
    }

    private String error(Caller caller, String operation, String input) {
        try {
            return "no error: " + call(caller, operation, input);
        } catch (AwsException e) {
            return e.code() + ": " + e.message();
        }
    }

    /** Puts one event for each offset from now. */
    private String put(Duration... offsets) {
        ObjectNode input = (ObjectNode) Json.parseTrusted("{" + STREAM + "}");
        ArrayNode events = input.putArray("logEvents");
        for (Duration offset : offsets) {
            events.addObject()
                    .put("timestamp", time.now().plus(offset).toEpochMilli())
                    .put("message", offset.toString());
        }
        return error(OWNER, "PutLogEvents", Json.text(input));
    }

    private JsonNode stored() {
        return call("GetLogEvents", "{" + STREAM + ",\"startFromHead\":true}").path("events");
    }

    @Test
    void eventsTooOldTooNewOrExpiredAreRejectedByIndexAndTheOthersKept() {
        assertThat(put(Duration.ofDays(-15))).contains("\"rejectedLogEventsInfo\":{\"tooOldLogEventEndIndex\":1}");
        assertThat(put(Duration.ZERO, Duration.ofHours(3)))
                .contains("\"rejectedLogEventsInfo\":{\"tooNewLogEventStartIndex\":1}");
        call("PutRetentionPolicy", "{\"logGroupName\":\"g\",\"retentionInDays\":1}");
        assertThat(put(Duration.ofHours(-25), Duration.ofHours(-2)))
                .contains("\"rejectedLogEventsInfo\":{\"expiredLogEventEndIndex\":1}");
        assertThat(stored().findValuesAsText("message")).containsExactly("PT-2H", "PT0S");
    }

    @Test
    void aBatchThatAwsRefusesIsRefusedWhole() {
        assertThat(put(Duration.ZERO, Duration.ofSeconds(-1)))
                .isEqualTo("InvalidParameterException: Log events in a single PutLogEvents request must be in"
                        + " chronological order.");
        assertThat(put(Duration.ofHours(-25), Duration.ZERO))
                .isEqualTo("InvalidParameterException: The batch of log events in a single PutLogEvents request cannot"
                        + " span more than 24 hours.");
        String event = "{\"timestamp\":" + time.now().toEpochMilli() + ",\"message\":\"%s\"}";
        assertThat(error(
                        OWNER,
                        "PutLogEvents",
                        "{" + STREAM + ",\"logEvents\":[" + event.formatted("x".repeat(1 << 20)) + "]}"))
                .isEqualTo("InvalidParameterException: Log event too large: 1048602 bytes exceeds limit of 1048576");
        String half = event.formatted("ü".repeat(262_144));
        assertThat(error(OWNER, "PutLogEvents", "{" + STREAM + ",\"logEvents\":[" + half + "," + half + "]}"))
                .isEqualTo("InvalidParameterException: Upload too large: 1048628 bytes exceeds limit of 1048576");
        assertThat(error(OWNER, "PutLogEvents", "{" + STREAM + ",\"logEvents\":[]}"))
                .startsWith("InvalidParameterException: 1 validation error detected: Value '[]' at 'logEvents'");
        assertThat(stored()).isEmpty();
    }

    @Test
    void eventsOlderThanTheRetentionAreTrimmed() {
        put(Duration.ofHours(-20), Duration.ZERO);
        call("PutRetentionPolicy", "{\"logGroupName\":\"g\",\"retentionInDays\":1}");
        assertThat(stored()).hasSize(2);
        time.advance(Duration.ofHours(6));
        await().untilAsserted(
                        () -> assertThat(stored().findValuesAsText("message")).containsExactly("PT0S"));
        assertThat(call("DescribeLogGroups", "{}")
                        .path("logGroups")
                        .path(0)
                        .path("storedBytes")
                        .asLong())
                .isEqualTo(30);
        assertThat(error(OWNER, "PutRetentionPolicy", "{\"logGroupName\":\"g\",\"retentionInDays\":2}"))
                .startsWith("InvalidParameterException: 1 validation error detected: Value '2' at 'retentionInDays'"
                        + " failed to satisfy constraint: Member must satisfy enum value set: [1, 3, 5,");
    }

    @Test
    void aGroupThatIsMadeAgainIsEmpty() {
        put(Duration.ZERO);
        call("DeleteLogGroup", "{\"logGroupName\":\"g\"}");
        call("CreateLogGroup", "{\"logGroupName\":\"g\"}");
        call("CreateLogStream", "{" + STREAM + "}");
        assertThat(stored()).isEmpty();
        time.advance(Duration.ofMinutes(2));
        await().untilAsserted(() -> assertThat(kernel.store()
                        .<Integer>read(tx -> tx.query(row -> row.getInt(1), "SELECT COUNT(*) FROM log_event")
                                .get(0)))
                .isZero());
    }

    @Test
    void aServiceWritesOnlyWhereAResourcePolicyLetsIt() {
        String event =
                "{" + STREAM + ",\"logEvents\":[{\"timestamp\":" + time.now().toEpochMilli() + ",\"message\":\"m\"}]}";
        assertThat(error(EVENTS, "PutLogEvents", event))
                .isEqualTo("AccessDeniedException: User: events.amazonaws.com is not authorized to perform:"
                        + " logs:PutLogEvents on resource: arn:aws:logs:us-east-1:000000000000:log-group:g:log-stream:s"
                        + " because no resource-based policy allows the logs:PutLogEvents action");
        ObjectNode policy = Json.object()
                .put("policyName", "events")
                .put(
                        "policyDocument",
                        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Service\":[\"events.amazonaws.com\","
                                + "\"delivery.logs.amazonaws.com\"]},\"Action\":[\"logs:CreateLogStream\",\"logs:PutLogEvents\"],"
                                + "\"Resource\":\"arn:aws:logs:us-east-1:000000000000:log-group:g:*\","
                                + "\"Condition\":{\"ArnEquals\":{\"aws:SourceArn\":"
                                + "\"arn:aws:events:us-east-1:000000000000:rule/audit\"}}}}");
        call("PutResourcePolicy", Json.text(policy));
        call(EVENTS, "CreateLogStream", "{\"logGroupName\":\"g\",\"logStreamName\":\"t\"}");
        call(EVENTS, "PutLogEvents", event);
        Caller other = Caller.service(
                "events.amazonaws.com", "arn:aws:events:us-east-1:000000000000:rule/x", Settings.DEFAULT_ACCOUNT);
        assertThat(error(other, "PutLogEvents", event)).startsWith("AccessDeniedException");
        assertThat(call("DescribeResourcePolicies", "{}").path("resourcePolicies"))
                .hasSize(1);
        call("DeleteResourcePolicy", "{\"policyName\":\"events\"}");
        assertThat(error(EVENTS, "PutLogEvents", event)).startsWith("AccessDeniedException");
        assertThat(error(OWNER, "PutResourcePolicy", "{\"policyName\":\"x\",\"policyDocument\":\"{\"}"))
                .startsWith("InvalidParameterException");
    }

    @Test
    void anEmptyStreamIsFollowedFromItsEnd() {
        JsonNode empty = call("GetLogEvents", "{" + STREAM + "}");
        put(Duration.ofSeconds(1));
        JsonNode next = call(
                "GetLogEvents",
                "{" + STREAM + ",\"nextToken\":\""
                        + empty.path("nextForwardToken").asText() + "\"}");
        assertThat(next.path("events")).hasSize(1);
        assertThat(error(OWNER, "GetLogEvents", "{" + STREAM + ",\"nextToken\":\"f/12x\"}"))
                .isEqualTo("InvalidParameterException: The specified nextToken is invalid.");
    }
}
