package dev.sluice.delivery.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.delivery.eventtype.KnownType;
import dev.sluice.rules.catalog.Catalog;
import dev.sluice.rules.catalog.EventType;
import dev.sluice.rules.catalog.PartnerSource;
import dev.sluice.rules.json.Json;
import dev.sluice.rules.schema.EventSchema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogTypesTest {

    private static JsonNode json(String text) {
        try {
            return Json.parse(text.replace('\'', '"'));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static EventType type(String name, int version, String schema) {
        return new EventType(name, version, EventSchema.of(json(schema)));
    }

    private static KnownType known(String name, String schemas) {
        return new KnownType(
                name,
                "",
                false,
                false,
                Optional.of(json(schemas)),
                Optional.empty(),
                List.of(),
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private final MessageTypes types = new CatalogTypes(
            Optional.of(new Catalog(
                    List.of(new PartnerSource(
                            "com.acme.crm",
                            "/tenant",
                            "210987654321",
                            List.of(
                                    type(
                                            "deal.won",
                                            1,
                                            "{'type':'object','required':['id'],'examples':[{'id':1},{'id':2}]}"),
                                    type("deal.won", 2, "{'type':'object'}")))),
                    List.of(),
                    List.of(),
                    List.of())),
            name -> name.equals("user.signup")
                    ? Optional.of(known(
                            name,
                            "{'2':{'examples':[{'v':2}]},'10':{'examples':[{'v':10}]},'9':{'examples':[{'v':9}]}}"))
                    : Optional.empty());

    @Test
    void aTypeOfTheCatalogHasTheSourceThatPublishesIt() {
        assertThat(types.source("deal.won")).contains("com.acme.crm");
        assertThat(types.source("deal.won.v2")).contains("com.acme.crm");
        assertThat(types.source("user.signup")).isEmpty();
    }

    @Test
    void dataIsCheckedAsAdmissionControlWillCheckIt() {
        assertThat(types.problems("deal.won", json("{}"))).hasSize(1).allMatch(problem -> problem.contains("'id'"));
        assertThat(types.problems("deal.won", json("{'id':1}"))).isEmpty();
        assertThat(types.problems("deal.won.v2", json("{}"))).isEmpty();
        assertThat(types.problems("user.signup", json("{}"))).isEmpty();
    }

    @Test
    void examplesAreThoseOfTheNewestSchema() {
        assertThat(types.example("deal.won", 1)).contains(json("{'id':2}"));
        assertThat(types.example("deal.won", 2)).isEmpty();
        assertThat(types.example("deal.won.v2", 0)).isEmpty();
        assertThat(types.example("user.signup", 0)).contains(json("{'v':10}"));
        assertThat(types.example("no.such", 0)).isEmpty();
    }
}
