package dev.sluice.examples.commerce.demo;

import dev.sluice.cli.demo.Scenario;
import dev.sluice.cli.demo.Story;
import dev.sluice.cli.deployed.Clients;
import dev.sluice.cli.local.Errors;
import dev.sluice.cli.local.Principals;
import dev.sluice.cli.terminal.Text;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** Everyone who causes events: the owner's rows, the partner, and two publishers that should be refused. */
final class ShopPublisher implements Scenario.Publisher {

    private static final String PARTNER = "210987654321";
    private static final String STRANGER = "333333333333";

    private final Story story;
    private final String tenant;
    private final String bus;
    private final DynamoDbClient rows;
    private final EventBridgeClient partner;
    private final EventBridgeClient stranger;
    private final Map<String, String> published = new HashMap<>();

    ShopPublisher(Story story, Principals principals, String tenant) {
        this.story = story;
        this.tenant = tenant;
        this.bus = principals.ingressBus();
        this.rows = principals.owner().dynamoDb();
        this.partner = principals.account(PARTNER).eventBridge();
        Clients unknown = principals.account(STRANGER);
        this.stranger = unknown.eventBridge();
    }

    @Override
    public void round(int number) {
        orders("o-" + number);
        processing("p-" + number, "ref-" + number);
        partner(number);
        refused(number);
    }

    private void orders(String id) {
        story.act("the owner places, pays, ships and removes order " + id + ", and keeps a draft");
        put(
                "orders",
                Map.of(
                        "orderId",
                        s(id),
                        "tenant",
                        s(tenant),
                        "status",
                        s("PLACED"),
                        "total",
                        AttributeValue.fromN("19.90"),
                        "currency",
                        s("EUR")));
        status("orders", "orderId", id, "PAID");
        status("orders", "orderId", id, "SHIPPED");
        rows.deleteItem(delete -> delete.tableName("orders").key(Map.of("orderId", s(id))));
        put("orders", Map.of("orderId", s(id + "-draft"), "tenant", s(tenant), "status", s("DRAFT")));
    }

    private void processing(String id, String reference) {
        story.act("the owner asks for a job in the background, reference " + reference);
        put(
                "processing",
                Map.of(
                        "requestId", s(id),
                        "tenant", s(tenant),
                        "referenceId", s(reference),
                        "status", s("REQUESTED"),
                        "text", s("count the words of this text")));
    }

    private void partner(int number) {
        story.act("the partner publishes two good events, one that breaks its schema and one of an unknown type");
        publish(
                partner,
                "com.acme.crm",
                "contact.created",
                "c-" + number,
                "{\"contactId\":\"c-" + number + "\",\"tenant\":\"" + tenant + "\",\"email\":\"ada@example.com\"}");
        publish(
                partner,
                "com.acme.crm",
                "deal.won",
                "d-" + number,
                "{\"dealId\":\"d-" + number + "\",\"tenant\":\"" + tenant
                        + "\",\"amount\":25000.50,\"currency\":\"EUR\"}");
        publish(
                partner,
                "com.acme.crm",
                "deal.won",
                "d-" + number,
                "{\"dealId\":\"d-" + number + "\",\"tenant\":\"" + tenant + "\",\"amount\":\"a lot\"}");
        publish(
                partner,
                "com.acme.crm",
                "deal.lost",
                "d-" + number,
                "{\"dealId\":\"d-" + number + "\",\"tenant\":\"" + tenant + "\"}");
    }

    private void refused(int number) {
        story.act("the partner pretends to be the shop, and a stranger pretends to be the partner");
        publish(partner, "com.example.orders", "order.placed", "x-" + number, "{\"orderId\":\"x-" + number + "\"}");
        publish(stranger, "com.acme.crm", "deal.won", "x-" + number, "{\"dealId\":\"x-" + number + "\"}");
    }

    private void publish(EventBridgeClient client, String source, String type, String key, String detail) {
        try {
            PutEventsResponse response = client.putEvents(put -> put.entries(PutEventsRequestEntry.builder()
                    .eventBusName(bus)
                    .source(source)
                    .detailType(type)
                    .detail(detail)
                    .build()));
            PutEventsResultEntry entry = response.entries().get(0);
            if (entry.eventId() == null) {
                story.say("  " + type + ": " + entry.errorCode() + " " + entry.errorMessage());
            } else {
                published.put(entry.eventId(), type + "  " + key);
            }
        } catch (AwsServiceException e) {
            String why = Errors.oneLine(e).replaceAll(" on resource: \\S+", "");
            Text.wrap("  refused: " + source + " " + type + ", ", "    ", why, 98)
                    .forEach(story::say);
        }
    }

    @Override
    public Map<String, String> published() {
        return published;
    }

    private void put(String table, Map<String, AttributeValue> item) {
        rows.putItem(put -> put.tableName(table).item(item));
    }

    private void status(String table, String key, String id, String status) {
        rows.updateItem(update -> update.tableName(table)
                .key(Map.of(key, s(id)))
                .updateExpression("SET #status = :status")
                .expressionAttributeNames(Map.of("#status", "status"))
                .expressionAttributeValues(Map.of(":status", s(status))));
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    @Override
    public void close() {
        rows.close();
        partner.close();
        stranger.close();
    }
}
