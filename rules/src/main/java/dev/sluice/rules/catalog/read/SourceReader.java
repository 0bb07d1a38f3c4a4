package dev.sluice.rules.catalog.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.rules.catalog.model.Change;
import dev.sluice.rules.catalog.model.EventType;
import dev.sluice.rules.catalog.model.PartnerSource;
import dev.sluice.rules.catalog.model.Source;
import dev.sluice.rules.catalog.model.TableSource;
import dev.sluice.rules.json.Json;
import dev.sluice.rules.names.DidYouMean;
import dev.sluice.rules.pattern.EventPattern;
import dev.sluice.rules.pattern.InvalidPatternException;
import dev.sluice.rules.pattern.PipePatterns;
import dev.sluice.rules.schema.EventSchema;
import dev.sluice.rules.schema.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one source of the catalog. */
public final class SourceReader {

    private static final Pattern SOURCE = Pattern.compile("(?!aws\\.)[a-z0-9][a-z0-9.-]{1,127}");
    private static final Pattern TYPE = Pattern.compile("(?=.{3,120}$)[a-z0-9_]+(\\.[a-z0-9_]+)+");
    private static final Pattern TABLE = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");
    private static final Pattern ATTRIBUTE = Pattern.compile("(?s).{1,255}");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern POINTER = Pattern.compile("(/[^/]+)+");
    private static final Pattern ON = Pattern.compile("INSERT|MODIFY|REMOVE");
    private static final Pattern FILE = Pattern.compile("[a-zA-Z0-9_./-]{1,200}\\.json");

    private final SchemaFiles schemas;
    private final Problems problems;

    public SourceReader(SchemaFiles schemas, Problems problems) {
        this.schemas = schemas;
        this.problems = problems;
    }

    public Optional<Source> read(String file, JsonNode node) {
        Fields fields = new Fields(file, "", node, problems);
        String kind = fields.text("kind", Pattern.compile("table|partner"));
        String source = fields.text("source", SOURCE);
        String tenant = fields.text("tenant", POINTER);
        List<EventType> types = types(fields);
        if (POINTER.matcher(tenant).matches()) {
            RowChecks.tenant(fields, tenant, types);
        }
        Optional<Source> read = switch (kind) {
            case "table" -> Optional.of(table(fields, source, tenant, types));
            case "partner" -> Optional.of(new PartnerSource(source, tenant, fields.text("account", ACCOUNT), types));
            default -> Optional.empty();
        };
        fields.done();
        return read;
    }

    private TableSource table(Fields fields, String source, String tenant, List<EventType> types) {
        Optional<JsonNode> filter = fields.any("filter");
        List<String> keys = fields.texts("keys", ATTRIBUTE);
        Shape row = RowChecks.row(types, keys);
        filter.ifPresent(pattern -> PipePatterns.flaw(pattern)
                .ifPresentOrElse(flaw -> fields.problem("filter", flaw), () -> RowChecks.filter(fields, pattern, row)));
        if (keys.isEmpty() || keys.size() > 2) {
            fields.problem("keys", "must list the partition key, and the sort key if there is one");
        }
        return new TableSource(
                source, tenant, fields.text("table", TABLE), keys, filter, changes(fields, types, row), types);
    }

    private List<Change> changes(Fields fields, List<EventType> types, Shape row) {
        List<Change> changes = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Fields change : fields.objects("changes")) {
            Change read = change(change, types, row);
            if (taken.contains(read.on())) {
                change.problem("on", "is never reached: a change before it takes every " + read.on());
            }
            if (read.when().isEmpty() && change.any("when").isEmpty()) {
                taken.add(read.on());
            }
            changes.add(read);
        }
        if (changes.isEmpty()) {
            fields.problem("changes", "must have at least one entry");
        }
        return List.copyOf(changes);
    }

    private Change change(Fields fields, List<EventType> types, Shape row) {
        String on = fields.text("on", ON);
        String type = fields.text("type", TYPE);
        if (!type.isEmpty()
                && types.stream().noneMatch(known -> known.detailType().equals(type))) {
            List<String> names = types.stream().map(EventType::detailType).toList();
            fields.problem(
                    "type", "is not a type of this source: " + Fields.shortened(type) + DidYouMean.hint(type, names));
        }
        Optional<EventPattern> when = fields.any("when").flatMap(pattern -> pattern(fields, "when", pattern));
        when.ifPresent(pattern -> RowChecks.when(fields, pattern.tree(), row));
        fields.done();
        return new Change(on, when, type);
    }

    private List<EventType> types(Fields fields) {
        List<EventType> types = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Fields type : fields.objects("types")) {
            String name = type.text("type", TYPE);
            int version = type.number("version", 1, 999, 1);
            String file = type.text("schema", FILE);
            type.done();
            if (!names.add(name + " " + version)) {
                type.problem("type", "is defined twice in version " + version);
            }
            EventSchema schema = FILE.matcher(file).matches() ? schemas.schema(file) : SchemaFiles.ANYTHING;
            types.add(new EventType(name, version, schema));
        }
        if (names.isEmpty()) {
            fields.problem("types", "must have at least one entry");
        }
        return List.copyOf(types);
    }

    static Optional<EventPattern> pattern(Fields fields, String member, JsonNode pattern) {
        try {
            return Optional.of(EventPattern.parse(Json.text(pattern)));
        } catch (InvalidPatternException e) {
            // The library counts the position in the pattern as one line of JSON, which is not how it was written.
            fields.problem(member, String.valueOf(e.getMessage()).replaceAll("(?s)\\s* at \\[Source: .*", ""));
            return Optional.empty();
        }
    }
}
