package dev.sluice.rules.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Loads a catalog and checks it as a whole. */
final class CatalogLoader {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern HTTPS = Pattern.compile("https://\\S{1,2040}");
    private static final Pattern METHOD = Pattern.compile("POST|PUT|PATCH|GET|DELETE|HEAD|OPTIONS");

    private final Problems problems = new Problems();
    private final CatalogFiles files;

    CatalogLoader(Path folder) {
        this.files = new CatalogFiles(folder, problems);
    }

    Catalog load() {
        CrossChecks checks = new CrossChecks(problems);
        List<Source> sources = new ArrayList<>();
        SourceReader sourceReader = new SourceReader(new SchemaFiles(files, problems), problems);
        each("sources", (file, node) -> sourceReader.read(file, node).ifPresent(sources::add));
        List<Destination> destinations = new ArrayList<>();
        each("destinations", (file, node) -> destinations.add(destination(file, node)));
        checks.check(sources, destinations);
        List<Workflow> workflows = new ArrayList<>();
        WorkflowReader workflowReader = new WorkflowReader(problems);
        if (files.has("workflows")) {
            each("workflows", (file, node) -> workflows.add(workflowReader.read(file, node)));
        }
        checks.workflows(workflows.stream().map(Workflow::name).toList());
        List<Route> routes = new ArrayList<>();
        RouteReader routeReader = new RouteReader(problems, destinations, workflows);
        each("routes", (file, node) -> {
            Route route = routeReader.read(file, node);
            checks.route(file, route.pattern(), sources);
            routes.add(route);
        });
        checks.names(routes.stream().map(Route::name).toList());
        problems.check();
        return new Catalog(
                List.copyOf(sources), List.copyOf(routes), List.copyOf(destinations), List.copyOf(workflows));
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
