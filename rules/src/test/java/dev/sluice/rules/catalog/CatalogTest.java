package dev.sluice.rules.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogTest {

    private static final Path SHIPPED = Path.of("catalog");

    @TempDir
    Path copy;

    @BeforeEach
    void copyTheShippedCatalog() throws IOException {
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            files.filter(Files::isRegularFile).forEach(file -> copyOne(file, copy.resolve(SHIPPED.relativize(file))));
        }
    }

    @Test
    void theShippedCatalogLoads() {
        Catalog catalog = Catalog.load(copy);
        assertThat(catalog.tables()).extracting(TableSource::table).containsExactly("orders", "processing");
        assertThat(catalog.partners()).extracting(PartnerSource::account).containsExactly("210987654321");
        assertThat(catalog.routes())
                .extracting(route -> route.target().getClass().getSimpleName())
                .containsExactlyInAnyOrder("Webhooks", "ApiDestination", "Queue", "Function", "LogGroup");
    }

    @Test
    void laterMajorVersionsHaveASuffix() {
        Source crm = Catalog.load(copy).source("com.acme.crm").orElseThrow();
        assertThat(crm.type("contact.updated.v2").orElseThrow().version()).isEqualTo(2);
        assertThat(crm.type("contact.updated").orElseThrow().version()).isEqualTo(1);
        assertThat(crm.type("contact.updated.v3")).isEmpty();
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "sources/crm.yaml|210987654321|21098765432|sources/crm.yaml#/account: must look like",
                "sources/crm.yaml|kind: partner|kind: friend|sources/crm.yaml#/kind: must look like",
                "sources/crm.yaml|types/deal.json|types/none.json|types/none.json#: cannot be read",
                "sources/crm.yaml|tenant: /tenant|tenannt: /tenant|sources/crm.yaml#/tenannt: is not known here",
                "sources/orders.yaml|anything-but: DRAFT|wildcard: '*RAFT'|sources/orders.yaml#/filter: Pipes do not know the operator wildcard",
                "sources/orders.yaml|type: order.updated}|type: order.changed}|sources/orders.yaml#/changes/2/type: is no type of this source",
                "types/deal.json|\"type\": \"object\"|\"type\": \"thing\"|types/deal.json#: is no JSON Schema",
                "routes/warehouse.yaml|apiDestination: warehouse|apiDestination: depot|routes/warehouse.yaml#/target/apiDestination: there is no destination depot",
                "routes/large-deals.yaml|amount: 9999.99|amount: 19999.99|routes/large-deals.yaml#/rejects/0: matches the pattern and must not",
                "routes/large-deals.yaml|amount: 10000}|amount: 1}|routes/large-deals.yaml#/matches/0: does not match the pattern",
                "routes/large-deals.yaml|numeric|numerik|routes/large-deals.yaml#/pattern: Event pattern is not valid. Reason: Unrecognized match type numerik",
                "routes/audit.yaml|name: audit|name: webhooks|routes#: two have the name webhooks",
                "destinations/warehouse.yaml|https://|http://|destinations/warehouse.yaml#/url: must look like",
                "destinations/warehouse.yaml|rate: 300|rate: 0|destinations/warehouse.yaml#/rate: must be a whole number from 1 to 300",
            })
    void aMistakeIsToldWithItsFileAndPlace(String file, String right, String wrong, String told) throws IOException {
        Path path = copy.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(right);
        Files.writeString(path, text.replace(right, wrong));
        assertThatThrownBy(() -> Catalog.load(copy))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining(told);
    }

    @Test
    void allMistakesAreToldAtOnce() throws IOException {
        Files.writeString(copy.resolve("sources/crm.yaml"), "kind: partner\nsource: aws.crm\n");
        Files.writeString(copy.resolve("routes/audit.yaml"), "name: [\n");
        assertThatThrownBy(() -> Catalog.load(copy))
                .isInstanceOfSatisfying(
                        CatalogException.class,
                        e -> assertThat(e.problems())
                                .anySatisfy(problem ->
                                        assertThat(problem).startsWith("sources/crm.yaml#/source: must look like"))
                                .anySatisfy(problem ->
                                        assertThat(problem).startsWith("sources/crm.yaml#/account: is required"))
                                .anySatisfy(
                                        problem -> assertThat(problem).startsWith("routes/audit.yaml#: is no YAML")));
    }

    private static void copyOne(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
