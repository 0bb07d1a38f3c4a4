package dev.sluice.tests.contracts.bus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.tests.contracts.Contract;
import dev.sluice.tests.contracts.Line;
import dev.sluice.tests.contracts.cloud.Json;
import dev.sluice.tests.contracts.cloud.Queue;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/**
 * How an event looks when it arrives.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/ref/events-structure.html">Event structure</a>
 */
class EnvelopeTest extends Contract {

    private static final String ALL = "{\"source\":[\"shop\"]}";

    @Test
    @Line("A.9")
    void membersComeInAWSsOrderAsCompactText() {
        String bus = lab.bus();
        Queue queue = lab.listen(bus, ALL);
        String id = lab.put(PutEventsRequestEntry.builder()
                        .eventBusName(bus)
                        .source("shop")
                        .detailType("order placed")
                        .time(Instant.parse("2026-11-24T10:20:30.987Z"))
                        .resources("arn:aws:x:::one", "two")
                        .detail(" { \"b\" : [ 1 , 2.50 ] ,\n \"a\" : \"x y\" } ")
                        .build())
                .entries()
                .get(0)
                .eventId();
        assertThat(queue.takeBody())
                .isEqualTo("{\"version\":\"0\",\"id\":\"" + id
                        + "\",\"detail-type\":\"order placed\",\"source\":\"shop\",\"account\":\"" + lab.account()
                        + "\",\"time\":\"2026-11-24T10:20:30Z\",\"region\":\"" + lab.region()
                        + "\",\"resources\":[\"arn:aws:x:::one\",\"two\"],\"detail\":{\"b\":[1,2.50],\"a\":\"x y\"}}");
    }

    @Test
    @Line("A.9")
    void withoutTimeAndResourcesItIsTheTimeOfReceiptAndAnEmptyList() {
        String bus = lab.bus();
        Queue queue = lab.listen(bus, ALL);
        lab.put(bus, "{}");
        JsonNode event = Json.of(queue.takeBody());
        assertThat(event.path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(Duration.between(Instant.parse(event.path("time").asText()), Instant.now()))
                .isLessThan(Duration.ofMinutes(2));
        assertThat(event.path("resources").toString()).isEqualTo("[]");
    }

    @Test
    @Line({"A.8", "B.16"})
    void anEventHasOneIdHoweverManyRulesAndTargetsGetIt() {
        String bus = lab.bus();
        Queue one = lab.queue();
        Queue two = lab.queue();
        var rule = lab.rule(bus, ALL);
        rule.target(target -> target.arn(one.arn()));
        rule.target(target -> target.arn(two.arn()));
        Queue three = lab.listen(bus, "{\"detail-type\":[\"order\"]}");
        String id = lab.put(bus, "{}");
        for (Queue queue : java.util.List.of(one, two, three)) {
            assertThat(Json.of(queue.takeBody()).path("id").asText()).isEqualTo(id);
        }
    }

    @Test
    @Line({"A.10", "0.6"})
    void aBusPassesEventsOnWithTheirIdButOnlyOneHopFar() {
        String first = lab.bus();
        String second = lab.bus();
        String third = lab.bus();
        String role = lab.role("events.amazonaws.com", "events:PutEvents");
        forward(first, second, role);
        forward(second, third, role);
        Queue onSecond = lab.listen(second, ALL);
        Queue onThird = lab.listen(third, ALL);
        String id = lab.put(first, "{\"hops\":2}");
        JsonNode event = Json.of(onSecond.takeBody());
        assertThat(event.path("id").asText()).isEqualTo(id);
        assertThat(event.path("source").asText()).isEqualTo("shop");
        assertThat(event.path("account").asText()).isEqualTo(lab.account());
        assertThat(event.path("detail").toString()).isEqualTo("{\"hops\":2}");
        String direct = lab.put(second, "{\"hops\":1}");
        assertThat(Json.of(onThird.takeBody()).path("id").asText())
                .as("an event put on the second bus is passed on, the one that came from the first is not")
                .isEqualTo(direct);
        assertThat(onThird.poll(0)).isEmpty();
    }

    private void forward(String from, String to, String role) {
        lab.rule(from, ALL)
                .target(target ->
                        target.arn(lab.arn("events", "event-bus/" + to)).roleArn(role));
    }
}
