package dev.sluice.rules.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.rules.catalog.model.Destination;
import dev.sluice.rules.catalog.model.Route;
import dev.sluice.rules.catalog.model.Source;
import dev.sluice.rules.catalog.model.TableSource;
import dev.sluice.rules.catalog.model.Workflow;
import dev.sluice.rules.catalog.model.Workloads;
import dev.sluice.rules.catalog.read.CatalogFiles;
import dev.sluice.rules.catalog.read.Fields;
import dev.sluice.rules.catalog.read.Problems;
import dev.sluice.rules.catalog.read.RouteReader;
import dev.sluice.rules.catalog.read.SchemaFiles;
import dev.sluice.rules.catalog.read.SourceReader;
import dev.sluice.rules.catalog.read.TargetReader;
import dev.sluice.rules.catalog.read.WorkflowReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Loads a catalog and checks it as a whole. */
final class CatalogLoader {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern HTTPS = Pattern.compile("https://\\S{1,2040}");
    private static final Pattern METHOD = Pattern.compile("POST|PUT|PATCH|GET|DELETE|HEAD|OPTIONS");

    /** A bus has at most this many rules. */
    private static final int ROUTES = 300;

    private final Problems problems = new Problems();
    private final CatalogFiles files;

    private final Optional<Workloads> workloads;

    /** @param workloads what routes may name besides the catalog's own parts; empty if that is not known */
    CatalogLoader(Path folder, Optional<Workloads> workloads) {
        this.workloads = workloads;
        this.files = new CatalogFiles(folder, problems);
    }

    Catalog load() {
        UniqueNames names = new UniqueNames(problems);
        Map<String, Source> sources = new LinkedHashMap<>();
        SourceReader sourceReader = new SourceReader(new SchemaFiles(files, problems), problems);
        each("sources", (file, node) -> sourceReader.read(file, node).ifPresent(source -> sources.put(file, source)));
        names.check("source", sources, Source::source);
        names.check("table", sources, source -> source instanceof TableSource table ? table.table() : "");
        Map<String, Destination> destinations = new LinkedHashMap<>();
        each("destinations", (file, node) -> destinations.put(file, destination(file, node)));
        names.check("name", destinations, Destination::name);
        Map<String, Workflow> workflows = new LinkedHashMap<>();
        WorkflowReader workflowReader = new WorkflowReader(problems);
        if (files.has("workflows")) {
            each("workflows", (file, node) -> workflows.put(file, workflowReader.read(file, node)));
        }
        names.check("name", workflows, Workflow::name);
        Map<String, Route> routes = new LinkedHashMap<>();
        RouteReader routeReader =
                new RouteReader(problems, new TargetReader(List.copyOf(destinations.values()), workloads));
        // A source that could not be read would make its types look unknown in every route.
        boolean all = sources.size() == files.yaml("sources").size();
        Optional<Published> published = all ? Optional.of(new Published(sources.values(), problems)) : Optional.empty();
        each("routes", (file, node) -> {
            Route route = routeReader.read(file, node);
            published.ifPresent(types -> types.check(file, route));
            routes.put(file, route);
        });
        names.check("name", routes, Route::name);
        if (routes.size() > ROUTES) {
            problems.add("routes", "", "are more than " + ROUTES + ", the most that a bus can have as rules");
        }
        problems.check();
        return new Catalog(
                List.copyOf(sources.values()),
                List.copyOf(routes.values()),
                List.copyOf(destinations.values()),
                List.copyOf(workflows.values()));
    }

    private interface Reader {
        void read(String file, JsonNode node);
    }

    private void each(String folder, Reader reader) {
        for (String file : files.yaml(folder)) {
            files.read(file).ifPresent(node -> reader.read(file, node));
        }
    }

    private Destination destination(String file, JsonNode node) {
        Fields fields = new Fields(file, "", node, problems);
        Destination destination = new Destination(
                fields.text("name", NAME),
                fields.text("url", HTTPS),
                fields.text("method", METHOD),
                fields.number("rate", 1, 300, 300),
                fields.text("apiKeyHeader", HEADER));
        fields.done();
        return destination;
    }
}
