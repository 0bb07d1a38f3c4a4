package dev.sluice.examples.commerce.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.examples.commerce.testing.Functions;
import dev.sluice.examples.commerce.testing.TestContext;
import dev.sluice.rules.event.MalformedEventException;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class SalesLedgerTest {

    private static final String EVENT =
            "{\"version\":\"0\",\"id\":\"e1\",\"detail-type\":\"deal.won\",\"source\":\"com.acme.crm\","
                    + "\"account\":\"210987654321\",\"time\":\"2026-11-24T10:00:00Z\",\"region\":\"us-east-1\","
                    + "\"resources\":[],\"detail\":{\"metadata\":{\"id\":\"m1\",\"tenant\":\"blue\"},"
                    + "\"data\":{\"dealId\":\"d-1\",\"tenant\":\"blue\",\"amount\":25000.50,\"currency\":\"EUR\"}}}";

    private final TestContext context = new TestContext();
    private final LedgerStore rows = new LedgerStore();
    private final SalesLedger ledger = new SalesLedger(rows, "sales-ledger");

    @Test
    void aDealIsOneRowWithItsExactAmount() throws IOException {
        assertThat(Functions.call(ledger, EVENT, context)).isEqualTo("{\"eventId\":\"m1\",\"booked\":true}");
        assertThat(rows.rows().get("m1"))
                .containsEntry("wonAt", AttributeValue.fromS("2026-11-24T10:00:00Z"))
                .containsEntry("tenant", AttributeValue.fromS("blue"))
                .containsEntry("dealId", AttributeValue.fromS("d-1"))
                .containsEntry("currency", AttributeValue.fromS("EUR"))
                .containsEntry("amount", AttributeValue.fromN("25000.50"));
    }

    @Test
    void aDealIsOneLineFromWhichCloudWatchMakesAMetric() throws IOException {
        Functions.call(ledger, EVENT, context);
        assertThat(context.lines())
                .containsExactly(
                        "{\"_aws\":{\"Timestamp\":1795514400000,\"CloudWatchMetrics\":[{\"Namespace\":\"Sluice/Sales\","
                                + "\"Dimensions\":[[\"currency\"]],\"Metrics\":[{\"Name\":\"amount\",\"Unit\":\"None\"}]}]},"
                                + "\"eventId\":\"m1\",\"tenant\":\"blue\",\"dealId\":\"d-1\",\"currency\":\"EUR\",\"amount\":25000.50}");
    }

    @Test
    void aDealThatComesTwiceIsBookedAndCountedOnce() throws IOException {
        Functions.call(ledger, EVENT, context);
        String again = EVENT.replace("25000.50", "1");
        assertThat(Functions.call(ledger, again, context)).isEqualTo("{\"eventId\":\"m1\",\"booked\":false}");
        assertThat(rows.rows()).hasSize(1);
        assertThat(rows.rows().get("m1")).containsEntry("amount", AttributeValue.fromN("25000.50"));
        assertThat(context.lines()).hasSize(2).last().isEqualTo("{\"eventId\":\"m1\",\"booked\":false}");
    }

    @Test
    void aLedgerWithoutItsTableDoesNotStart() {
        assertThatThrownBy(() -> new SalesLedger(
                        Map.of("AWS_REGION", "us-east-1", "AWS_ACCESS_KEY_ID", "k", "AWS_SECRET_ACCESS_KEY", "s")))
                .hasMessage("environment variable LEDGER_TABLE is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"dealId\":\"d-1\",||detail.data.dealId: must be a string",
                ",\"currency\":\"EUR\"||detail.data.currency: must be a string",
                "25000.50|\"a lot\"|detail.data.amount: must be a number",
                "\"id\":\"m1\",||detail.metadata.id: must be a string",
                "{\"id\":\"m1\",\"tenant\":\"blue\"}|{\"id\":\"m1\"}|detail.metadata.tenant: must be a string",
                "2026-11-24T10:00:00Z|yesterday|time: must be ISO 8601 in UTC",
            })
    void aDealThatCannotBeBookedIsNamed(String right, String wrong, String message) {
        String event = EVENT.replace(right, wrong == null ? "" : wrong);
        assertThatThrownBy(() -> Functions.call(ledger, event, context))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void whatIsNoEventIsRefused() {
        assertThatThrownBy(() -> Functions.call(ledger, "{}", context)).isInstanceOf(MalformedEventException.class);
    }
}
