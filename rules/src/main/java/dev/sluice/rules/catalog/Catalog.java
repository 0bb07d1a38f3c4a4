package dev.sluice.rules.catalog;

import dev.sluice.rules.catalog.model.Destination;
import dev.sluice.rules.catalog.model.EventType;
import dev.sluice.rules.catalog.model.PartnerSource;
import dev.sluice.rules.catalog.model.Route;
import dev.sluice.rules.catalog.model.Source;
import dev.sluice.rules.catalog.model.TableSource;
import dev.sluice.rules.catalog.model.Target;
import dev.sluice.rules.catalog.model.Workflow;
import dev.sluice.rules.catalog.model.Workloads;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The catalog as a whole.
 *
 * @param sources who publishes what
 * @param routes what goes where
 * @param destinations static HTTPS receivers
 * @param workflows definitions from which an app can create state machines for routes to start
 */
public record Catalog(
        List<Source> sources, List<Route> routes, List<Destination> destinations, List<Workflow> workflows) {

    /**
     * Loads the folders {@code sources}, {@code routes}, {@code destinations} and, if there is one, {@code workflows} below
     * {@code folder}.
     *
     * @throws CatalogException with every problem found
     */
    public static Catalog load(Path folder) {
        return new CatalogLoader(folder, Optional.empty()).load();
    }

    /**
     * Loads a catalog whose routes may name these workloads and no others.
     *
     * @throws CatalogException with every problem found, including names of workloads that the app does not provide
     */
    public static Catalog load(Path folder, Workloads workloads) {
        return new CatalogLoader(folder, Optional.of(workloads)).load();
    }

    public Optional<Source> source(String name) {
        return sources.stream().filter(source -> source.source().equals(name)).findFirst();
    }

    /** The detail-types of all sources, sorted. */
    public Set<String> detailTypes() {
        return sources.stream()
                .flatMap(source -> source.types().stream())
                .map(EventType::detailType)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of the routes that send to the webhook endpoints which customers registered. */
    public Set<String> webhookRoutes() {
        return routes.stream()
                .filter(route -> route.target() instanceof Target.Webhooks)
                .map(Route::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    public Optional<Workflow> workflow(String name) {
        return workflows.stream()
                .filter(workflow -> workflow.name().equals(name))
                .findFirst();
    }

    public List<TableSource> tables() {
        return sources.stream()
                .filter(TableSource.class::isInstance)
                .map(TableSource.class::cast)
                .toList();
    }

    public List<PartnerSource> partners() {
        return sources.stream()
                .filter(PartnerSource.class::isInstance)
                .map(PartnerSource.class::cast)
                .toList();
    }
}
