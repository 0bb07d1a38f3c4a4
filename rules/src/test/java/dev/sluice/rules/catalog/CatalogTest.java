package dev.sluice.rules.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.rules.catalog.model.PartnerSource;
import dev.sluice.rules.catalog.model.Source;
import dev.sluice.rules.catalog.model.TableSource;
import dev.sluice.rules.catalog.model.Workflow;
import dev.sluice.rules.catalog.model.Workloads;
import dev.sluice.rules.catalog.read.CatalogException;
import dev.sluice.rules.names.ResourceNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogTest {

    private static final Path SAMPLE = Path.of("src/test/resources/catalog");

    private static final Workloads WORKLOADS =
            new Workloads(Set.of("sales-ledger"), Set.of("deal-approval"), Set.of(), ResourceNames.DEFAULT);

    @TempDir
    Path copy;

    @BeforeEach
    void copyTheSample() throws IOException {
        try (Stream<Path> files = Files.walk(SAMPLE)) {
            files.filter(Files::isRegularFile).forEach(file -> copyOne(file, copy.resolve(SAMPLE.relativize(file))));
        }
    }

    @Test
    void theSampleLoads() {
        Catalog catalog = Catalog.load(copy, WORKLOADS);
        assertThat(catalog.tables()).extracting(TableSource::table).containsExactly("orders", "processing");
        assertThat(catalog.partners()).extracting(PartnerSource::account).containsExactly("210987654321");
        assertThat(catalog.routes())
                .extracting(route -> route.target().getClass().getSimpleName())
                .containsExactlyInAnyOrder(
                        "Webhooks", "ApiDestination", "Queue", "Function", "StateMachine", "LogGroup");
        assertThat(catalog.workflows()).extracting(Workflow::name).containsExactly("deal-approval");
    }

    @Test
    void whoDoesNotKnowTheWorkloadsTakesAnyName() throws IOException {
        Path route = copy.resolve("routes/large-deals.yaml");
        Files.writeString(route, Files.readString(route).replace("sales-ledger", "anything"));
        assertThat(Catalog.load(copy).routes()).hasSize(6);
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
                "sources/crm.yaml|210987654321|21098765432|sources/crm.yaml#/account: must match",
                "sources/crm.yaml|kind: partner|kind: friend|sources/crm.yaml#/kind: must match",
                "sources/crm.yaml|types/deal.json|types/none.json|types/none.json#: cannot be read: there is no such file",
                "sources/crm.yaml|version: 2, |version: 1, |sources/crm.yaml#/types/2/type: is defined twice in version 1",
                "sources/crm.yaml|version: 2, |version: two, |sources/crm.yaml#/types/2/version: must be a whole number from 1 to 999",
                "sources/crm.yaml|types/contact-v2.json|../pom.json|../pom.json#: lies outside the catalog",
                "sources/crm.yaml|types/contact-v2.json|types/contact.txt|sources/crm.yaml#/types/2/schema: must match",
                "sources/crm.yaml|com.acme.crm|com.example.orders|sources/orders.yaml#/source: is com.example.orders, which sources/crm.yaml has too",
                "sources/crm.yaml|com.acme.crm|aws.crm|sources/crm.yaml#/source: must match",
                "sources/crm.yaml|kind: partner|kind: [partner]|sources/crm.yaml#/kind: must be a string",
                "sources/crm.yaml|tenant: /tenant|tenant: tenant|sources/crm.yaml#/tenant: must match",
                "sources/processing.yaml|table: processing|table: orders|sources/processing.yaml#/table: is orders, which sources/orders.yaml has too",
                "sources/processing.yaml|keys: [requestId]|keys: []|sources/processing.yaml#/keys: must list the partition key, and the sort key if there is one",
                "sources/processing.yaml|keys: [requestId]|keys: [1]|sources/processing.yaml#/keys/0: must be a string",
                "sources/processing.yaml|keys: [requestId]|keys: requestId|sources/processing.yaml#/keys: must be a list",
                "sources/processing.yaml|on: INSERT|on: UPSERT|sources/processing.yaml#/changes/0/on: must match",
                "sources/processing.yaml|on: INSERT|on: MODIFY|sources/processing.yaml#/changes/1/on: is never reached: a change before it takes every MODIFY",
                "sources/processing.yaml|status: [FAILED]|status: FAILED|sources/processing.yaml#/changes/2/when: Event pattern is not valid. Reason: \"status\" must be an object or an array",
                "sources/crm.yaml|tenant: /tenant|tenannt: /tenant|sources/crm.yaml#/tenannt: is not a known field",
                "sources/orders.yaml|anything-but: DRAFT|wildcard: '*RAFT'|sources/orders.yaml#/filter: Pipes do not know the operator wildcard",
                "sources/orders.yaml|type: order.updated}|type: order.changed}|sources/orders.yaml#/changes/2/type: is not a type of this source",
                "types/deal.json|\"type\": \"object\"|\"type\": \"thing\"|types/deal.json#/type: is not a JSON Schema",
                "routes/warehouse.yaml|apiDestination: warehouse|apiDestination: depot|routes/warehouse.yaml#/target/apiDestination: there is no destination depot",
                "routes/large-deals.yaml|amount: 9999.99|amount: 19999.99|routes/large-deals.yaml#/rejects/0: matches the pattern and must not",
                "routes/large-deals.yaml|amount: 10000}|amount: 1}|routes/large-deals.yaml#/matches/0: does not match the pattern",
                "routes/large-deals.yaml|numeric|numerik|routes/large-deals.yaml#/pattern: Event pattern is not valid. Reason: Unrecognized match type numerik",
                "routes/large-deals.yaml|com.acme.crm]|com.acme.crn]|routes/large-deals.yaml#/pattern/source/0: there is no source com.acme.crn",
                "routes/large-deals.yaml|[deal.won]|[deal.lost]|routes/large-deals.yaml#/pattern/detail-type/0: no source has the type deal.lost",
                "routes/large-deals.yaml|{function: sales-ledger}|{function: Sales Ledger}|routes/large-deals.yaml#/target/function: must match",
                "routes/large-deals.yaml|{function: sales-ledger}|{function: a, queue: b}|routes/large-deals.yaml#/target: must name exactly one of",
                "routes/large-deals.yaml|{function: sales-ledger}|{stepFunction: a}|routes/large-deals.yaml#/target/stepFunction: is not a known field",
                "routes/large-deals.yaml|target: {function: sales-ledger}|tarrget: {}|routes/large-deals.yaml#/target: is required",
                "routes/large-deals.yaml|pattern:|patttern:|routes/large-deals.yaml#/pattern: is required",
                "routes/large-deals.yaml|rejects:|refuses:|routes/large-deals.yaml#/rejects: must have at least one event",
                "routes/audit.yaml|  - {detail-type: order.placed}|  - order.placed|routes/audit.yaml#/rejects/0: must be an object",
                "routes/deal-approval.yaml|stateMachine: deal-approval|stateMachine: dael-approval|routes/deal-approval.yaml#/target/stateMachine: the app provides no state machine dael-approval; did you mean deal-approval?",
                "routes/large-deals.yaml|{function: sales-ledger}|{function: ledger}|routes/large-deals.yaml#/target/function: the app provides no function ledger; it provides sales-ledger",
                "routes/large-deals.yaml|{function: sales-ledger}|{construct: a}|routes/large-deals.yaml#/target/construct: the app provides no target a",
                "routes/large-deals.yaml|{function: sales-ledger}|{queue: sluice-retry}|routes/large-deals.yaml#/target/queue: is a name that only Sluice itself uses",
                "routes/warehouse.yaml|{apiDestination: warehouse}|{logGroup: x}|routes/warehouse.yaml#/inputPath: is not allowed: a log group takes whole events only",
                "workflows/deal-approval.yaml|StartAt: HowLarge|StartAt: HowSmall|workflows/deal-approval.yaml#/definition/StartAt: must name one of the States",
                "workflows/deal-approval.yaml|  States:|  Stages:|workflows/deal-approval.yaml#/definition: must have the member States",
                "routes/audit.yaml|{logGroup: sluice-audit}|{logGroup: 'sluice:audit'}|routes/audit.yaml#/target/logGroup: must match",
                "routes/warehouse.yaml|$.detail.data|detail.data|routes/warehouse.yaml#/inputPath: must match",
                "routes/warehouse.yaml|attempts: 20|attempts: 186|routes/warehouse.yaml#/retry/attempts: must be a whole number from 0 to 185",
                "routes/warehouse.yaml|ageSeconds: 3600|ageSeconds: 59|routes/warehouse.yaml#/retry/ageSeconds: must be a whole number from 60 to 86400",
                "routes/webhooks.yaml|{webhooks: true}|{webhooks: false}|routes/webhooks.yaml#/target/webhooks: must be true",
                "routes/audit.yaml|name: audit|name: webhooks|routes/webhooks.yaml#/name: is webhooks, which routes/audit.yaml has too",
                "destinations/warehouse.yaml|https://|http://|destinations/warehouse.yaml#/url: must match",
                "destinations/warehouse.yaml|rate: 300|rate: 0|destinations/warehouse.yaml#/rate: must be a whole number from 1 to 300",
            })
    void aMistakeIsReportedWithItsFileAndPlace(String file, String right, String wrong, String reported)
            throws IOException {
        Path path = copy.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(right);
        Files.writeString(path, text.replace(right, wrong));
        assertThatThrownBy(() -> Catalog.load(copy, WORKLOADS))
                .isInstanceOfSatisfying(
                        CatalogException.class,
                        e -> assertThat(withoutLines(e))
                                .anySatisfy(problem -> assertThat(problem).startsWith(reported)));
    }

    @Test
    void allMistakesAreToldAtOnce() throws IOException {
        Files.writeString(copy.resolve("sources/crm.yaml"), "kind: partner\nsource: aws.crm\n");
        Files.writeString(copy.resolve("routes/audit.yaml"), "name: [\n");
        assertThatThrownBy(() -> Catalog.load(copy))
                .isInstanceOfSatisfying(
                        CatalogException.class,
                        e -> assertThat(withoutLines(e))
                                .anySatisfy(problem ->
                                        assertThat(problem).startsWith("sources/crm.yaml#/source: must match"))
                                .anySatisfy(problem ->
                                        assertThat(problem).startsWith("sources/crm.yaml#/account: is required"))
                                .anySatisfy(
                                        problem -> assertThat(problem).startsWith("routes/audit.yaml#: is not YAML")));
    }

    @Test
    void aBrokenSchemaIsToldOnceAndNothingThatFollowsFromIt() throws IOException {
        Path schema = copy.resolve("types/order.json");
        Files.writeString(
                schema,
                Files.readString(schema).replace("\"minItems\"", "").replace("\"maxItems\": 1000", "\"maxItems\": -1"));
        assertThatThrownBy(() -> Catalog.load(copy))
                .isInstanceOfSatisfying(
                        CatalogException.class,
                        e -> assertThat(withoutLines(e))
                                .singleElement()
                                .asString()
                                .startsWith("types/order.json#/properties/items/maxItems: is not a JSON Schema: "));
    }

    @Test
    void whatWouldNotBeReadIsTold() throws IOException {
        Files.writeString(copy.resolve("routes/extra.yml"), "name: extra\n");
        Files.writeString(copy.resolve("routes/.swap"), "an editor's own");
        Files.writeString(copy.resolve("sources/large.yaml"), "#".repeat((1 << 20) + 1));
        Files.write(copy.resolve("destinations/latin.yaml"), new byte[] {(byte) 0xE9});
        assertThatThrownBy(() -> Catalog.load(copy))
                .isInstanceOfSatisfying(
                        CatalogException.class,
                        e -> assertThat(withoutLines(e))
                                .containsExactlyInAnyOrder(
                                        "routes/extra.yml#: is not read: files of the catalog end in .yaml; rename it, or take it away",
                                        "sources/large.yaml#: is larger than 1 MiB",
                                        "destinations/latin.yaml#: cannot be read: it is not UTF-8"));
    }

    @Test
    void aFolderThatIsNoCatalogIsTold() {
        assertThatThrownBy(() -> Catalog.load(copy.resolve("nowhere")))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("sources#: is not a folder of")
                .hasMessageContaining("destinations#: is not a folder of")
                .hasMessageContaining("routes#: is not a folder of");
    }

    @Test
    void aPatternLongerThanARuleTakesIsTold() throws IOException {
        Path route = copy.resolve("routes/audit.yaml");
        String text = Files.readString(route);
        Files.writeString(route, text.replace("[{exists: true}]", "[{exists: true}, " + "x".repeat(2048) + "]"));
        assertThatThrownBy(() -> Catalog.load(copy))
                .hasMessageContaining("routes/audit.yaml:3#/pattern: is longer than 2048 characters");
    }

    private static List<String> withoutLines(CatalogException e) {
        return e.problems().stream()
                .map(problem -> problem.replaceFirst(":\\d+#", "#"))
                .toList();
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
