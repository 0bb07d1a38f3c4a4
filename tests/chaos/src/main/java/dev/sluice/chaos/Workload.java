package dev.sluice.chaos;

import dev.sluice.chaos.history.Change;
import dev.sluice.chaos.history.History;
import dev.sluice.cli.local.Principals;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** Two who make events happen: the owner changing rows, and the partner publishing good and bad events. */
final class Workload {

    private static final String PARTNER = "210987654321";
    private static final List<String> STATUSES = List.of("PLACED", "PAID", "SHIPPED");
    private static final long PACE_NANOS = 10_000_000;
    /** One in so many changes is the unreachable tenant's. */
    private static final int RARE = 40;

    private final Path data;
    private final History history;
    private final List<String> tenants;
    private final AtomicBoolean stopping = new AtomicBoolean();

    Workload(Path data, History history, List<String> tenants) {
        this.data = data;
        this.history = history;
        this.tenants = tenants;
    }

    void stop() {
        stopping.set(true);
    }

    /** Until stopped: places orders and moves them on. */
    void changeRows(long seed) {
        Random random = new Random(seed);
        for (int i = 0; !stopping.get(); i++) {
            try (DynamoDbClient rows = Principals.of(data).owner().dynamoDb()) {
                for (; !stopping.get(); i++) {
                    order(rows, "o-" + i, tenant(random), random.nextInt(3));
                    LockSupport.parkNanos(PACE_NANOS);
                }
            } catch (SdkException e) {
                judge(e);
            }
        }
    }

    private String tenant(Random random) {
        return random.nextInt(RARE) == 0 ? Run.UNREACHABLE : tenants.get(random.nextInt(tenants.size()));
    }

    private void order(DynamoDbClient rows, String id, String tenant, int more) {
        for (int i = 0; i <= more; i++) {
            Change change = new Change(Change.key(id, STATUSES.get(i)), tenant, i);
            history.ask(change);
            Map<String, AttributeValue> item = Map.of(
                    "orderId", AttributeValue.fromS(id),
                    "tenant", AttributeValue.fromS(tenant),
                    "status", AttributeValue.fromS(STATUSES.get(i)));
            rows.putItem(put -> put.tableName("orders").item(item));
            history.acknowledge(change);
        }
    }

    /** Until stopped: publishes deals, one in five with a mistake in it. */
    void publish(long seed) {
        Random random = new Random(seed);
        for (int i = 0; !stopping.get(); i++) {
            try (EventBridgeClient partner =
                    Principals.of(data).account(PARTNER).eventBridge()) {
                for (; !stopping.get(); i++) {
                    deal(partner, "d-" + i, tenant(random), random.nextInt(5) == 0);
                    LockSupport.parkNanos(PACE_NANOS);
                }
            } catch (SdkException e) {
                judge(e);
            }
        }
    }

    private void deal(EventBridgeClient partner, String id, String tenant, boolean bad) {
        Change change = new Change(id, tenant, -1);
        if (!bad) {
            history.ask(change);
        }
        PutEventsRequestEntry entry = PutEventsRequestEntry.builder()
                .eventBusName(Principals.of(data).ingressBus())
                .source("com.acme.crm")
                .detailType("deal.won")
                .detail("{\"dealId\":\"" + id + "\",\"tenant\":\"" + tenant + "\",\"amount\":"
                        + (bad ? "\"a lot\"" : "12.5") + ",\"currency\":\"EUR\"}")
                .build();
        PutEventsResultEntry result =
                partner.putEvents(put -> put.entries(entry)).entries().get(0);
        if (result.eventId() == null) {
            if (!"ThrottlingException".equals(result.errorCode())) {
                history.note("refused: a right event was refused: " + result);
            }
            return;
        }
        if (bad) {
            history.acknowledgeBad(result.eventId(), id);
        } else {
            history.acknowledge(change);
        }
    }

    /** The engine may be away, or throttle; it may never refuse what is right, nor answer that it failed. */
    private void judge(SdkException e) {
        if (e instanceof AwsServiceException refused
                && !refused.isThrottlingException()
                && refused.awsErrorDetails() != null) {
            history.note("refused: a right request got " + refused.statusCode() + ": " + refused.getMessage());
        }
        LockSupport.parkNanos(20 * PACE_NANOS);
    }
}
