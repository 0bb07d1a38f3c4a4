package dev.sluice.engine.logs.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.testing.RunningEngine;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.ConflictException;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ValidationException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Level;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** Sources, destinations and deliveries, as AWS's client sees them, and what is written. */
class VendedLogsTest {

    private static final String BUS = "arn:aws:events:us-east-1:000000000000:event-bus/orders";
    private static final String GROUP = "arn:aws:logs:us-east-1:000000000000:log-group:";

    @TempDir
    Path data;

    private RunningEngine engine;
    private CloudWatchLogsClient logs;
    private EventBridgeClient events;

    @BeforeEach
    void start() {
        open();
        events.createEventBus(r -> r.name("orders").logConfig(l -> l.level(Level.INFO)));
    }

    private void open() {
        engine = RunningEngine.empty(data);
        logs = engine.client(CloudWatchLogsClient.builder());
        events = engine.client(EventBridgeClient.builder());
    }

    @AfterEach
    void stop() {
        logs.close();
        events.close();
        engine.close();
    }

    private String destination(String name, String resource) {
        return logs.putDeliveryDestination(
                        r -> r.name(name).deliveryDestinationConfiguration(c -> c.destinationResourceArn(resource)))
                .deliveryDestination()
                .arn();
    }

    private String deliver(String group) {
        logs.createLogGroup(r -> r.logGroupName(group));
        logs.putDeliverySource(r -> r.name("info").resourceArn(BUS).logType("INFO_LOGS"));
        String destination = destination("group", GROUP + group + ":*");
        return logs.createDelivery(r -> r.deliverySourceName("info").deliveryDestinationArn(destination))
                .delivery()
                .id();
    }

    private void put(int n) {
        PutEventsRequestEntry entry = PutEventsRequestEntry.builder()
                .eventBusName("orders")
                .source("shop")
                .detailType("order")
                .detail("{\"n\":" + n + "}")
                .build();
        events.putEvents(r -> r.entries(entry));
    }

    private List<FilteredLogEvent> logged(String group) {
        return logs.filterLogEvents(r -> r.logGroupName(group)).events();
    }

    private void soon(String group, int count) {
        Awaitility.await().until(() -> logged(group).size() == count);
    }

    @Test
    void whoMakesADeliveryAndMayPutPoliciesLetsItWrite() {
        deliver("/audit");
        put(1);
        soon("/audit", 2);
        assertThat(logged("/audit").get(0).logStreamName()).isEqualTo("EventBridgeEventBusLogs");
        assertThat(logs.describeResourcePolicies().resourcePolicies())
                .singleElement()
                .satisfies(policy -> assertThat(policy.policyName()).isEqualTo("AWSLogDeliveryWrite20150319"));
    }

    @Test
    void anAccountCanHaveSoManyDestinationsAndChangeThem() {
        for (int i = 0; i < Shelf.MOST; i++) {
            destination("d" + i, GROUP + "/audit");
        }
        destination("d0", GROUP + "/other");
        assertThatThrownBy(() -> destination("more", GROUP + "/audit"))
                .isInstanceOf(ServiceQuotaExceededException.class)
                .hasMessageContaining("1000 DeliveryDestinations");
    }

    @Test
    void withoutThePolicyOfAGroupNothingIsWrittenThere() {
        deliver("/audit");
        logs.createLogGroup(r -> r.logGroupName("/open"));
        String open = destination("open", GROUP + "/open");
        logs.createDelivery(r -> r.deliverySourceName("info").deliveryDestinationArn(open));
        String both = logs.describeResourcePolicies().resourcePolicies().get(0).policyDocument();
        logs.putResourcePolicy(r -> r.policyName("AWSLogDeliveryWrite20150319")
                .policyDocument(both.replace("log-group:/audit", "log-group:/another")));
        put(1);
        soon("/open", 2);
        assertThat(logged("/audit")).isEmpty();
    }

    @Test
    void deliveriesSurviveARestart() {
        deliver("/audit");
        stop();
        open();
        put(1);
        soon("/audit", 2);
    }

    @Test
    void whatIsInUseIsNotDeletedAndWhatIsJoinedIsNotJoinedAgain() {
        String id = deliver("/audit");
        String destination = logs.getDeliveryDestination(r -> r.name("group"))
                .deliveryDestination()
                .arn();
        assertThatThrownBy(() -> logs.deleteDeliverySource(r -> r.name("info"))).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> logs.deleteDeliveryDestination(r -> r.name("group")))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() ->
                        logs.createDelivery(r -> r.deliverySourceName("info").deliveryDestinationArn(destination)))
                .isInstanceOf(ConflictException.class);
        logs.deleteDelivery(r -> r.id(id));
        logs.deleteDeliverySource(r -> r.name("info"));
        logs.deleteDeliveryDestination(r -> r.name("group"));
        assertThat(logs.describeDeliverySources(r -> {}).deliverySources()).isEmpty();
        assertThatThrownBy(() -> logs.getDelivery(r -> r.id(id))).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> logs.getDeliverySource(r -> r.name("info")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void bucketsAreTakenAndShownAndOtherThingsRefused() {
        destination("bucket", "arn:aws:s3:::audit");
        assertThat(logs.getDeliveryDestination(r -> r.name("bucket"))
                        .deliveryDestination()
                        .deliveryDestinationTypeAsString())
                .isEqualTo("S3");
        assertThatThrownBy(() -> destination("queue", "arn:aws:sqs:us-east-1:000000000000:q"))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("is not a log group, bucket or Firehose stream");
        assertThatThrownBy(() -> logs.putDeliveryDestination(r -> r.name("x")
                        .deliveryDestinationType("S3")
                        .deliveryDestinationConfiguration(c -> c.destinationResourceArn(GROUP + "g"))))
                .isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> logs.createDelivery(r -> r.deliverySourceName("nobody")
                        .deliveryDestinationArn(logs.getDeliveryDestination(d -> d.name("bucket"))
                                .deliveryDestination()
                                .arn())))
                .isInstanceOf(ResourceNotFoundException.class);
    }
}
