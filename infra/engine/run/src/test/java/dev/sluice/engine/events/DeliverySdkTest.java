package dev.sluice.engine.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.testing.RunningEngine;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Delivery of events to queues, as seen through AWS's SDK with policies enforced. */
class DeliverySdkTest {

    private static final String ACCOUNT = "000000000000";
    private static final String RULE = "arn:aws:events:us-east-1:" + ACCOUNT + ":rule/orders";

    @TempDir
    Path folder;

    private static String queue(SqsClient sqs, String name) {
        return sqs.createQueue(request -> request.queueName(name)).queueUrl();
    }

    private static String arn(String queue) {
        return "arn:aws:sqs:us-east-1:" + ACCOUNT + ":" + queue;
    }

    private static void allow(SqsClient sqs, String url, String queue) {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                + "\"events.amazonaws.com\"},\"Action\":\"sqs:SendMessage\",\"Resource\":\"" + arn(queue)
                + "\",\"Condition\":{\"ArnEquals\":{\"aws:SourceArn\":\"" + RULE + "\"}}}]}";
        sqs.setQueueAttributes(
                request -> request.queueUrl(url).attributesWithStrings(java.util.Map.of("Policy", policy)));
    }

    private static List<Message> receive(SqsClient sqs, String url) {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .waitTimeSeconds(5)
                        .maxNumberOfMessages(10)
                        .messageAttributeNames("All"))
                .messages();
    }

    @Test
    @DisplayName("B.9: a queue takes events if its policy names the rule; otherwise they are dead letters that say why")
    void policies() {
        try (RunningEngine engine = RunningEngine.empty(folder);
                SqsClient sqs = engine.client(SqsClient.builder());
                EventBridgeClient events = engine.client(EventBridgeClient.builder())) {
            String open = queue(sqs, "open");
            String shut = queue(sqs, "shut");
            String dead = queue(sqs, "dead");
            allow(sqs, open, "open");
            allow(sqs, dead, "dead");
            events.putRule(request -> request.name("orders").eventPattern("{\"source\":[\"shop\"]}"));
            events.putTargets(request -> request.rule("orders")
                    .targets(
                            Target.builder()
                                    .id("open")
                                    .arn(arn("open"))
                                    .inputTransformer(input -> input.inputPathsMap(java.util.Map.of("n", "$.detail.n"))
                                            .inputTemplate("{\"order\": <n>}"))
                                    .build(),
                            Target.builder()
                                    .id("shut")
                                    .arn(arn("shut"))
                                    .deadLetterConfig(config -> config.arn(arn("dead")))
                                    .build()));
            String id = events.putEvents(request -> request.entries(PutEventsRequestEntry.builder()
                            .source("shop")
                            .detailType("order")
                            .detail("{\"n\": 7}")
                            .build()))
                    .entries()
                    .get(0)
                    .eventId();
            assertThat(receive(sqs, open)).extracting(Message::body).containsExactly("{\"order\":7}");
            Message letter = receive(sqs, dead).get(0);
            assertThat(letter.body()).contains("\"id\":\"" + id + "\"");
            assertThat(letter.messageAttributes().get("ERROR_CODE").stringValue())
                    .isEqualTo("NO_PERMISSIONS");
            assertThat(letter.messageAttributes().get("RULE_ARN").stringValue()).isEqualTo(RULE);
            assertThat(letter.messageAttributes().get("TARGET_ARN").stringValue())
                    .isEqualTo(arn("shut"));
            assertThat(sqs.getQueueAttributes(request -> request.queueUrl(shut)
                                    .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                            .attributesAsStrings())
                    .containsEntry("ApproximateNumberOfMessages", "0");
        }
    }

    @Test
    @DisplayName("archives and replays as the SDK sees them")
    void archives() {
        try (RunningEngine engine = RunningEngine.empty(folder);
                EventBridgeClient events = engine.client(EventBridgeClient.builder())) {
            String bus = events.createEventBus(request -> request.name("core")).eventBusArn();
            String archive = events.createArchive(
                            request -> request.archiveName("all").eventSourceArn(bus))
                    .archiveArn();
            events.putEvents(request -> request.entries(PutEventsRequestEntry.builder()
                    .eventBusName("core")
                    .source("shop")
                    .detailType("order")
                    .detail("{}")
                    .build()));
            assertThat(events.describeArchive(request -> request.archiveName("all"))
                            .eventCount())
                    .isEqualTo(1);
            java.time.Instant now = java.time.Instant.now();
            events.startReplay(request -> request.replayName("again")
                    .eventSourceArn(archive)
                    .destination(destination -> destination.arn(bus))
                    .eventStartTime(now.minusSeconds(60))
                    .eventEndTime(now.plusSeconds(60)));
            org.awaitility.Awaitility.await()
                    .untilAsserted(() -> assertThat(events.describeReplay(request -> request.replayName("again"))
                                    .stateAsString())
                            .isEqualTo("COMPLETED"));
        }
    }
}
