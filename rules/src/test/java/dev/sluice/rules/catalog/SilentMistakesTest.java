package dev.sluice.rules.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.rules.catalog.model.Route;
import dev.sluice.rules.catalog.read.CatalogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes that would load, and then keep events from ever matching. */
class SilentMistakesTest {

    private static final String SCHEMA = """
            {"type": "object",
             "required": ["invoiceId", "tenant", "state"],
             "properties": {
               "invoiceId": {"type": "string"},
               "tenant": {"type": "string"},
               "state": {"enum": ["OPEN", "PAID"]},
               "total": {"$ref": "#/$defs/money"},
               "lines": {"type": "array", "items": {"type": "object", "properties": {"sku": {"type": "string"}}}},
               "labels": {"type": "object", "additionalProperties": {"type": "string"}},
               "free": {"type": "object"},
               "open": {"type": "object", "properties": {"a": {}}, "additionalProperties": true}},
             "allOf": [{"if": {"required": ["reason"]}, "then": {"properties": {"reason": {"type": "string"}}}}],
             "$defs": {"money": {"type": "object", "properties": {"value": {"type": "number"}}}}}
            """;

    private static final String SOURCE = """
            kind: table
            source: com.example.invoices
            table: invoices
            keys: [invoiceId, rowVersion]
            tenant: /tenant
            filter: {dynamodb: {NewImage: {state: {S: [{anything-but: DRAFT}]}}}}
            changes:
              - {on: INSERT, type: invoice.issued}
              - {on: MODIFY, when: {changed: [state], new: {state: [PAID]}}, type: invoice.paid}
            types:
              - {type: invoice.issued, schema: types/invoice.json}
              - {type: invoice.paid, schema: types/invoice.json}
            """;

    private static final String ROUTE = """
            name: paid
            description: What was paid.
            pattern:
              source: [com.example.invoices]
              detail-type: [invoice.paid]
              detail:
                data:
                  state: [PAID]
            target: {queue: paid}
            matches:
              - {source: com.example.invoices, detail-type: invoice.paid, detail: {data: {state: PAID}}}
            rejects:
              - {source: com.example.invoices, detail-type: invoice.paid, detail: {data: {state: OPEN}}}
            """;

    @TempDir
    Path catalog;

    @BeforeEach
    void aSmallCatalog() throws IOException {
        Files.createDirectories(catalog.resolve("destinations"));
        write("types/invoice.json", SCHEMA);
        write("sources/invoices.yaml", SOURCE);
        write("routes/paid.yaml", ROUTE);
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "sources/invoices.yaml|tenant: /tenant|tenant: /tenantId|sources/invoices.yaml:5#/tenant: points to /tenantId, and no schema of this source's types has tenantId; did you mean tenant?",
                "sources/invoices.yaml|new: {state:|new: {statee:|sources/invoices.yaml:9#/changes/1/when/new/statee: is in no such event, so this never matches; did you mean state?",
                "sources/invoices.yaml|changed: [state]|changed: [sttae]|sources/invoices.yaml:9#/changes/1/when/changed/0: is an attribute that no row has; did you mean state?",
                "sources/invoices.yaml|NewImage: {state:|NewImage: {stat:|sources/invoices.yaml:6#/filter/dynamodb/NewImage/stat: is in no such event, so this never matches; did you mean state?",
                "sources/invoices.yaml|NewImage: {state:|NewImag: {state:|sources/invoices.yaml:6#/filter/dynamodb/NewImag: is in no such event, so this never matches; did you mean NewImage?",
                "sources/invoices.yaml|changes:|chnages:|sources/invoices.yaml:7#/chnages: is not a known field; did you mean changes?",
                "sources/invoices.yaml|type: invoice.paid}|type: invoice.payd}|sources/invoices.yaml:9#/changes/1/type: is not a type of this source: invoice.payd; did you mean invoice.paid?",
                "sources/invoices.yaml|schema: types/invoice.json|schema: types/invocie.json|types/invocie.json#: cannot be read: there is no such file; did you mean invoice.json?",
                "types/invoice.json|\"required\"|\"requierd\"|types/invoice.json:2#/requierd: is not a keyword of JSON Schema, so it checks nothing; did you mean required?",
                "types/invoice.json|{\"sku\": {\"type\"|{\"sku\": {\"maxlength\": 1, \"type\"|types/invoice.json:8#/properties/lines/items/properties/sku/maxlength: is not a keyword of JSON Schema, so it checks nothing; did you mean maxLength?",
                "types/invoice.json|\"value\": {\"type\"|\"value\": {\"nullable\": true, \"type\"|types/invoice.json:13#/$defs/money/properties/value/nullable: is not a keyword of JSON Schema, so it checks nothing",
                "routes/paid.yaml|state:|statuss:|routes/paid.yaml:8#/pattern/detail/data/statuss: is in no such event, so this never matches; there is ",
                "routes/paid.yaml|state: [PAID]|{total: {valu: [1]}}|routes/paid.yaml:8#/pattern/detail/data/total/valu: is in no such event, so this never matches; did you mean value?",
                "routes/paid.yaml|state: [PAID]|{lines: {sk: [a]}}|routes/paid.yaml:8#/pattern/detail/data/lines/sk: is in no such event, so this never matches; did you mean sku?",
                "routes/paid.yaml|state: [PAID]|{state: {is: [PAID]}}|routes/paid.yaml:8#/pattern/detail/data/state/is: is in no such event, so this never matches",
                "routes/paid.yaml|state: [PAID]|{$or: [{state: [PAID]}, {stte: [PAID]}]}|routes/paid.yaml:8#/pattern/detail/data/$or/1/stte: is in no such event, so this never matches; did you mean state?",
                "routes/paid.yaml|    data:|    dta:|routes/paid.yaml:7#/pattern/detail/dta: is in no such event, so this never matches; did you mean data?",
                "routes/paid.yaml|  detail:|  details:|routes/paid.yaml:6#/pattern/details: is in no such event, so this never matches; did you mean detail?",
                "routes/paid.yaml|data:|metadata: {tennant: [blue]}\\n    data:|routes/paid.yaml:7#/pattern/detail/metadata/tennant: is in no such event, so this never matches; did you mean tenant?",
                "routes/paid.yaml|detail-type: [invoice.paid]|detail-type: [{prefix: order.}]|routes/paid.yaml:3#/pattern: never matches: no source publishes an event of such a source and detail-type",
                "routes/paid.yaml|detail-type: [invoice.paid]|detail-type: [invoice.payd]|routes/paid.yaml:5#/pattern/detail-type/0: no source has the type invoice.payd; did you mean invoice.paid?",
                "routes/paid.yaml|{state: PAID}|{state: PAID, sttae: 1}|routes/paid.yaml:11#/matches/0/detail/data/sttae: is in no such event; did you mean state?",
                "routes/paid.yaml|{state: OPEN}|{sttae: OPEN}|routes/paid.yaml:13#/rejects/0/detail/data/sttae: is in no such event; did you mean state?",
                "routes/paid.yaml|{state: PAID}|{state: OPEN}|routes/paid.yaml:11#/matches/0: does not match the pattern: detail.data.state is \"OPEN\" and must match [\"PAID\"]",
                "routes/paid.yaml|{state: PAID}|{total: {value: 1}}|routes/paid.yaml:11#/matches/0: does not match the pattern: detail.data.state is missing and must match [\"PAID\"]",
                "routes/paid.yaml|target: {queue: paid}|inputPath: $.detail.data.lines[0].sk\\ntarget: {queue: paid}|routes/paid.yaml:9#/inputPath: leads to sk, which is in no such event; did you mean sku?",
                "routes/paid.yaml|state: [PAID]|state: [{numerik: [1]}]|routes/paid.yaml:3#/pattern: Event pattern is not valid. Reason: Unrecognized match type numerik",
                "routes/paid.yaml|target: {queue: paid}|target: {queue: paid|routes/paid.yaml:10#: is not YAML: ",
                "types/invoice.json|\"state\"],|\"state\"]|types/invoice.json:3#: is not JSON from column ",
            })
    void aMistakeIsReportedWithItsLine(String file, String right, String wrong, String reported) throws IOException {
        edit(file, right, wrong.replace("\\n", "\n"));
        assertThat(problems()).anySatisfy(problem -> assertThat(problem).startsWith(reported));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "routes/paid.yaml|data:|data:\\n      error: [{exists: false}]",
                "routes/paid.yaml|data:|data:\\n      error: [{exists: false}, none]",
                "routes/paid.yaml|data:|data:\\n      error: {code: [{exists: false}]}",
                "routes/paid.yaml|data:|data:\\n      $or: [{state: [PAID]}, {total: {value: [{numeric: ['>', 5]}]}}]",
                "routes/paid.yaml|detail:|$or: [{source: [com.example.invoices]}, {account: ['123456789012']}]\\n  detail:",
                "routes/paid.yaml|state: PAID}|state: PAID, lines: [{sku: a}], labels: {any: x}, free: {b: 1}, open: {z: 1}, reason: r}",
                "routes/paid.yaml|rejects:|rejects:\\n  - {source: com.example.other, detail-type: other.type}",
                "routes/paid.yaml|target: {queue: paid}|inputPath: $.detail.data.lines[0].sku\\ntarget: {queue: paid}",
                "routes/paid.yaml|target: {queue: paid}|inputPath: $\\ntarget: {queue: paid}",
                "sources/invoices.yaml|new: {state: [PAID]}|new: {rowVersion: [{numeric: ['>', 1]}]}",
                "sources/invoices.yaml|tenant: /tenant|tenant: /labels/tenant",
                "sources/invoices.yaml|tenant: /tenant|tenant: /lines/0/sku",
                "types/invoice.json|\"type\": \"object\",|\"type\": \"object\", \"x-owner\": \"billing\", \"$comment\": \"c\",",
                "types/invoice.json|{\"type\": \"object\",|true {",
            })
    void whatCanMatchIsNotReported(String file, String right, String wrong) throws IOException {
        if (wrong.startsWith("true")) {
            write(file, "true");
        } else {
            edit(file, right, wrong.replace("\\n", "\n"));
        }
        assertThat(problems().stream()
                        .filter(problem -> !problem.contains("does not match the pattern"))
                        .toList())
                .isEmpty();
    }

    @Test
    void aSchemaThatIsOpenInSoManyWordsKnowsEveryField() throws IOException {
        edit(
                "types/invoice.json",
                "{\"type\": \"object\",\n",
                "{\"type\": \"object\", \"additionalProperties\": true,\n");
        edit("routes/paid.yaml", "state: [PAID]", "anything: [PAID]");
        edit("routes/paid.yaml", "{state: PAID}", "{anything: PAID}");
        edit("sources/invoices.yaml", "tenant: /tenant", "tenant: /customer");
        assertThatCode(() -> Catalog.load(catalog)).doesNotThrowAnyException();
    }

    @Test
    void whatKeepsAListOfObjectsFromMatchingIsSaid() throws IOException {
        edit(
                "types/invoice.json",
                "{\"sku\": {\"type\": \"string\"}}",
                "{\"sku\": {\"type\": \"string\"}, \"count\": {\"type\": \"integer\"}}");
        edit("routes/paid.yaml", "state: [PAID]", "lines: {sku: [a], count: [1]}");
        edit("routes/paid.yaml", "{state: PAID}", "{lines: [{sku: a, count: 2}, {sku: b, count: 1}]}");
        assertThat(problems())
                .containsExactly(
                        "routes/paid.yaml:11#/matches/0: does not match the pattern: each field does, but not all"
                                + " of them in the same element of a list");
    }

    @Test
    void problemsAreSortedByFileAndLine() throws IOException {
        edit("types/invoice.json", "required", "requierd");
        edit("routes/paid.yaml", "state: OPEN", "sttae: OPEN");
        edit("routes/paid.yaml", "queue: paid", "queu: paid");
        edit("sources/invoices.yaml", "tenant: /tenant", "tenant: /tenantId");
        assertThat(problems())
                .extracting(problem -> problem.substring(0, problem.indexOf('#')))
                .containsExactly(
                        "routes/paid.yaml:9",
                        "routes/paid.yaml:9",
                        "routes/paid.yaml:13",
                        "sources/invoices.yaml:5",
                        "types/invoice.json:2");
    }

    @Test
    void aSourceThatCannotBeReadDoesNotMakeItsTypesUnknown() throws IOException {
        edit("sources/invoices.yaml", "kind: table", "kind: [table");
        assertThat(problems()).singleElement().asString().startsWith("sources/invoices.yaml:2#: is not YAML: ");
    }

    private List<String> problems() {
        CatalogException e = catchThrowableOfType(CatalogException.class, () -> Catalog.load(catalog));
        return e == null ? List.of() : e.problems();
    }

    private void edit(String file, String right, String wrong) throws IOException {
        String text = Files.readString(catalog.resolve(file));
        assertThat(text).contains(right);
        int at = text.indexOf(right);
        write(file, text.substring(0, at) + wrong + text.substring(at + right.length()));
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(catalog.resolve(file).getParent());
        Files.writeString(catalog.resolve(file), text);
    }

    @Test
    void aRouteMayTakeMessagesOfTheApiAndNothingElse() throws IOException {
        write(
                "routes/api.yaml",
                ROUTE.replace("name: paid", "name: api")
                        .replace(
                                "  source: [com.example.invoices]\n  detail-type: [invoice.paid]",
                                "  source: [sluice.api]")
                        .replace(
                                "source: com.example.invoices, detail-type: invoice.paid, detail: {data: {state: PAID",
                                "source: sluice.api, detail: {data: {state: PAID"));
        assertThat(Catalog.load(catalog).routes()).extracting(Route::name).containsExactly("api", "paid");
        write(
                "routes/api.yaml",
                ROUTE.replace("name: paid", "name: api").replace("com.example.invoices]", "sluice.apis]"));
        assertThatThrownBy(() -> Catalog.load(catalog))
                .hasMessageContaining("there is no source sluice.apis; did you mean sluice.api?");
    }
}
