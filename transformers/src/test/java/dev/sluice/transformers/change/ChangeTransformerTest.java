package dev.sluice.transformers.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.catalog.Catalog;
import dev.sluice.rules.event.DomainEvent;
import dev.sluice.rules.json.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeTransformerTest {

    private static final Catalog CATALOG = Catalog.load(Path.of("src/test/resources/catalog"));

    private final ChangeTransformer transformer = new ChangeTransformer(CATALOG);

    @ParameterizedTest
    @ValueSource(strings = {"order-placed", "order-shipped", "order-removed-by-ttl", "processing-completed"})
    void aRealRecordBecomesTheExpectedEvent(String name) throws Exception {
        ObjectNode event =
                transform(Records.json(Records.sample(name + ".record"))).json();
        assertThat(Json.text(event)).isEqualTo(Json.text(Json.parse(Records.sample(name + ".event"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"order-placed", "order-shipped", "order-removed-by-ttl", "processing-completed"})
    void theDataIsValidByTheSchemaOfItsType(String name) {
        DomainEvent event = transform(Records.json(Records.sample(name + ".record")));
        assertThat(CATALOG.source(event.source())
                        .orElseThrow()
                        .type(event.detailType())
                        .orElseThrow()
                        .schema()
                        .validate(event.data()))
                .isEmpty();
    }

    @Test
    void aRecordReadAgainBecomesTheSameEventAndAnotherOneADifferentOne() {
        ObjectNode record = Records.record("e1", "INSERT", Records.order("PLACED"), "");
        String id = transform(record).metadata().id();
        assertThat(transform(record.deepCopy()).metadata().id()).isEqualTo(id);
        assertThat(transform(record.deepCopy().put("eventID", "e2")).metadata().id())
                .isNotEqualTo(id);
        assertThat(transform(record.deepCopy()
                                .put(
                                        "eventSourceARN",
                                        record.get("eventSourceARN").asText() + "1"))
                        .metadata()
                        .id())
                .isNotEqualTo(id);
    }

    @Test
    void theFirstChangeThatFitsCounts() {
        assertThat(transform(Records.record("e", "MODIFY", Records.order("SHIPPED"), Records.order("PAID")))
                        .detailType())
                .isEqualTo("order.shipped");
        assertThat(transform(Records.record("e", "MODIFY", Records.order("PAID"), Records.order("PLACED")))
                        .detailType())
                .isEqualTo("order.updated");
    }

    @Test
    void aChangeThatTheCatalogDoesNotNameIsNoEvent() {
        Catalog silent = new Catalog(
                CATALOG.tables().stream()
                        .map(source -> new dev.sluice.rules.catalog.model.TableSource(
                                source.source(),
                                source.tenant(),
                                source.table(),
                                source.keys(),
                                source.filter(),
                                source.changes().stream()
                                        .filter(change -> !change.on().equals("REMOVE"))
                                        .toList(),
                                source.types()))
                        .map(dev.sluice.rules.catalog.model.Source.class::cast)
                        .toList(),
                CATALOG.routes(),
                CATALOG.destinations(),
                CATALOG.workflows());
        assertThat(new ChangeTransformer(silent).transform(Records.record("e", "REMOVE", "", Records.order("PLACED"))))
                .isEmpty();
    }

    @Test
    void aRowWithoutTenantIsLeftToAdmissionControl() {
        DomainEvent event = transform(
                Records.record("e", "INSERT", "{\"orderId\":{\"S\":\"o-1\"},\"status\":{\"S\":\"PLACED\"}}", ""));
        assertThat(event.metadata().tenant()).isEmpty();
        assertThat(event.data().get("orderId").asText()).isEqualTo("o-1");
    }

    @Test
    void timeKeepsTheFractionOfASecond() {
        ObjectNode record = Records.record("e", "INSERT", Records.order("PLACED"), "");
        ((ObjectNode) record.get("dynamodb"))
                .put("ApproximateCreationDateTime", new java.math.BigDecimal("1795608000.25"));
        assertThat(transform(record).time()).isEqualTo("2026-11-25T12:00:00.250Z");
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/eventName|\"UPSERT\"|record e: eventName: must be INSERT, MODIFY or REMOVE, and is UPSERT",
                "/eventSourceARN|\"arn:aws:sqs:us-east-1:000000000000:q\"|record e: eventSourceARN: is not the stream of a table",
                "/eventSourceARN|\"arn:aws:dynamodb:us-east-1:000000000000:table/stock/stream/1\"|record e: no source of the catalog has the table stock",
                "/eventSourceARN|null|record e: eventSourceARN: must be a string",
                "/dynamodb/NewImage|null|record e: NewImage: is missing; the stream's view type must be NEW_AND_OLD_IMAGES",
                "/dynamodb/NewImage|[]|record e: NewImage: must be a map of attributes",
                "/dynamodb/NewImage|{\"total\":{\"N\":\"many\"}}|record e: NewImage/total: is not a number",
                "/dynamodb/OldImage|null|record e: OldImage: is missing; the stream's view type must be NEW_AND_OLD_IMAGES",
                "/dynamodb/Keys|null|record e: Keys: are missing",
                "/dynamodb/SequenceNumber|7|record e: SequenceNumber: must be a string",
                "/dynamodb/ApproximateCreationDateTime|\"now\"|record e: ApproximateCreationDateTime: must be seconds since 1970",
                "/dynamodb/ApproximateCreationDateTime|1E+99|record e: ApproximateCreationDateTime: must be seconds since 1970",
                "/dynamodb|null|record e: ApproximateCreationDateTime: must be seconds since 1970",
                "/eventID|null|record without eventID: eventID: must be a string",
            })
    void aRecordThatCannotBecomeAnEventIsNamed(String pointer, String wrong, String message) throws Exception {
        ObjectNode record = Records.record("e", "MODIFY", Records.order("PAID"), Records.order("PLACED"));
        int cut = pointer.lastIndexOf('/');
        ((ObjectNode) record.at(pointer.substring(0, cut))).set(pointer.substring(cut + 1), Json.parse(wrong));
        assertThatThrownBy(() -> transformer.transform(record))
                .isInstanceOf(RecordException.class)
                .hasMessage(message);
    }

    private DomainEvent transform(ObjectNode record) {
        return transformer.transform(record).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "1764072000, 2025-11-25T12:00:00Z",
        "soon, 1970-01-01T00:00:00Z",
        "999999999999999, 1970-01-01T00:00:00Z"
    })
    void aRecordThatFailedKeepsItsTimeAsFarAsItHasOne(String seconds, String time) {
        ObjectNode record = Json.object().put("eventID", "e1");
        record.putObject("dynamodb").put("ApproximateCreationDateTime", seconds);
        assertThat(ChangeTransformer.failed(record, new IllegalStateException("x"))
                        .time())
                .isEqualTo(time);
    }
}
