package dev.sluice.engine.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.testing.RunningEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** CloudWatch Logs as the AWS SDK for Java sees it over HTTP, signatures enforced. */
class SdkTest {

    private static final String GROUP = "/aws/events/audit";

    @TempDir
    Path data;

    private RunningEngine engine;
    private CloudWatchLogsClient logs;
    private final long now = System.currentTimeMillis();

    @BeforeEach
    void start() {
        engine = RunningEngine.empty(data);
        logs = engine.client(CloudWatchLogsClient.builder());
        logs.createLogGroup(r -> r.logGroupName(GROUP).tags(Map.of("team", "sales")));
        logs.createLogStream(r -> r.logGroupName(GROUP).logStreamName("one"));
    }

    @AfterEach
    void stop() {
        logs.close();
        engine.close();
    }

    private void put(String stream, String... messages) {
        List<InputLogEvent> events = IntStream.range(0, messages.length)
                .mapToObj(i -> InputLogEvent.builder()
                        .timestamp(now + i)
                        .message(messages[i])
                        .build())
                .toList();
        logs.putLogEvents(r ->
                r.logGroupName(GROUP).logStreamName(stream).logEvents(events).sequenceToken("ignored"));
    }

    @Test
    void aGroupIsDescribedWithBothOfItsArns() {
        logs.putRetentionPolicy(r -> r.logGroupName(GROUP).retentionInDays(7));
        put("one", "hello");
        LogGroup group = logs.describeLogGroups(r -> r.logGroupNamePrefix("/aws/"))
                .logGroups()
                .get(0);
        assertThat(group.arn()).isEqualTo("arn:aws:logs:us-east-1:000000000000:log-group:" + GROUP + ":*");
        assertThat(group.logGroupArn()).isEqualTo("arn:aws:logs:us-east-1:000000000000:log-group:" + GROUP);
        assertThat(group.retentionInDays()).isEqualTo(7);
        assertThat(group.storedBytes()).isEqualTo(31);
        logs.deleteRetentionPolicy(r -> r.logGroupName(GROUP));
        assertThat(logs.describeLogGroups().logGroups().get(0).retentionInDays())
                .isNull();
        assertThat(logs.describeLogGroups(r -> r.logGroupNamePrefix("/b")).logGroups())
                .isEmpty();
    }

    @Test
    void whatIsThereTwiceOrNotAtAllIsRefused() {
        assertThatThrownBy(() -> logs.createLogGroup(r -> r.logGroupName(GROUP)))
                .isInstanceOf(ResourceAlreadyExistsException.class)
                .hasMessageContaining("The specified log group already exists");
        assertThatThrownBy(() -> logs.createLogStream(r -> r.logGroupName(GROUP).logStreamName("one")))
                .isInstanceOf(ResourceAlreadyExistsException.class);
        assertThatThrownBy(() -> put("two", "x"))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("The specified log stream does not exist.");
        assertThatThrownBy(() -> logs.deleteLogGroup(r -> r.logGroupName("nope")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("The specified log group does not exist.");
    }

    @Test
    void eventsAreReadForwardsAndBackwardsAndFollowed() {
        put("one", "a", "b", "c", "d", "e");
        GetLogEventsResponse newest = logs.getLogEvents(
                r -> r.logGroupName(GROUP).logStreamName("one").limit(2));
        assertThat(messages(newest)).containsExactly("d", "e");
        GetLogEventsResponse older = logs.getLogEvents(
                r -> r.logGroupName(GROUP).logStreamName("one").limit(2).nextToken(newest.nextBackwardToken()));
        assertThat(messages(older)).containsExactly("b", "c");
        GetLogEventsResponse end = logs.getLogEvents(
                r -> r.logGroupName(GROUP).logStreamName("one").nextToken(newest.nextForwardToken()));
        assertThat(messages(end)).isEmpty();
        assertThat(end.nextForwardToken()).isEqualTo(newest.nextForwardToken());
        logs.putLogEvents(r -> r.logGroupName(GROUP)
                .logStreamName("one")
                .logEvents(
                        InputLogEvent.builder().timestamp(now + 10).message("f").build()));
        assertThat(messages(logs.getLogEvents(
                        r -> r.logGroupName(GROUP).logStreamName("one").nextToken(end.nextForwardToken()))))
                .containsExactly("f");
        assertThat(messages(logs.getLogEvents(r -> r.logGroupName(GROUP)
                        .logStreamName("one")
                        .startFromHead(true)
                        .startTime(now + 1)
                        .endTime(now + 3))))
                .containsExactly("b", "c");
    }

    private static List<String> messages(GetLogEventsResponse response) {
        return response.events().stream().map(OutputLogEvent::message).toList();
    }

    @Test
    void aGroupIsFilteredAcrossItsStreamsPageByPage() {
        logs.createLogStream(r -> r.logGroupName(GROUP).logStreamName("two"));
        put("one", "{\"code\":500,\"path\":\"/a\"}", "{\"code\":200}", "{\"code\":503}");
        put("two", "{\"code\":502}", "plain ERROR");
        List<FilteredLogEvent> found = new ArrayList<>();
        logs.filterLogEventsPaginator(r ->
                        r.logGroupName(GROUP).filterPattern("{ $.code >= 500 }").limit(1))
                .events()
                .forEach(found::add);
        assertThat(found).extracting(FilteredLogEvent::logStreamName).containsExactly("one", "two", "one");
        assertThat(found).extracting(FilteredLogEvent::eventId).doesNotHaveDuplicates();
        assertThat(logs.filterLogEvents(
                                r -> r.logGroupName(GROUP).logStreamNames("two").filterPattern("ERROR"))
                        .events())
                .extracting(FilteredLogEvent::message)
                .containsExactly("plain ERROR");
        assertThat(logs.filterLogEvents(r -> r.logGroupName(GROUP)
                                .logStreamNamePrefix("o")
                                .startTime(now + 1)
                                .endTime(now + 1))
                        .events())
                .extracting(FilteredLogEvent::message)
                .containsExactly("{\"code\":200}");
    }

    @Test
    void streamsAreListedByNameAndByLastEvent() {
        for (String name : List.of("b", "c", "a")) {
            logs.createLogStream(r -> r.logGroupName(GROUP).logStreamName(name));
            put(name, "x".repeat(name.charAt(0) - 'a' + 1).split("(?<=x)"));
        }
        List<LogStream> byName = new ArrayList<>();
        logs.describeLogStreamsPaginator(r -> r.logGroupName(GROUP).limit(2))
                .logStreams()
                .forEach(byName::add);
        assertThat(byName).extracting(LogStream::logStreamName).containsExactly("a", "b", "c", "one");
        assertThat(logs.describeLogStreams(r -> r.logGroupName(GROUP)
                                .orderBy(OrderBy.LAST_EVENT_TIME)
                                .descending(true)
                                .limit(2))
                        .logStreams())
                .extracting(LogStream::logStreamName)
                .containsExactly("c", "b");
        assertThat(byName.get(1).firstEventTimestamp()).isEqualTo(now);
        assertThat(byName.get(1).lastEventTimestamp()).isEqualTo(now + 1);
        logs.deleteLogStream(r -> r.logGroupName(GROUP).logStreamName("c"));
        assertThat(logs.filterLogEvents(r -> r.logGroupName(GROUP)).events())
                .extracting(FilteredLogEvent::logStreamName)
                .doesNotContain("c");
    }

    @Test
    void everythingIsThereAfterARestart() {
        put("one", "kept");
        logs.close();
        engine.close();
        engine = RunningEngine.empty(data);
        logs = engine.client(CloudWatchLogsClient.builder());
        assertThat(messages(logs.getLogEvents(r -> r.logGroupName(GROUP).logStreamName("one"))))
                .containsExactly("kept");
        assertThat(logs.listTagsForResource(
                                r -> r.resourceArn("arn:aws:logs:us-east-1:000000000000:log-group:" + GROUP))
                        .tags())
                .containsEntry("team", "sales");
    }
}
