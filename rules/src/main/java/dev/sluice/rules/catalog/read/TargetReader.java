package dev.sluice.rules.catalog.read;

import dev.sluice.rules.catalog.model.Destination;
import dev.sluice.rules.catalog.model.Target;
import dev.sluice.rules.catalog.model.Workloads;
import dev.sluice.rules.names.DidYouMean;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the target of a route, and looks for what it names. */
public final class TargetReader {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern LOG_GROUP = Pattern.compile("[A-Za-z0-9._/#-]{1,490}");

    private final List<String> destinations;
    private final Optional<Workloads> workloads;

    /** @param workloads the workloads that the app provides; empty if they are not known here, so that any name is accepted */
    public TargetReader(List<Destination> destinations, Optional<Workloads> workloads) {
        this.destinations = destinations.stream().map(Destination::name).toList();
        this.workloads = workloads;
    }

    /** The target, which is any if there is a problem with it. */
    Target read(Fields route) {
        Fields target = route.object("target").orElse(null);
        if (target == null) {
            route.problem("target", "is required");
            return new Target.Webhooks();
        }
        List<Target> found = new ArrayList<>();
        target.optionalText("apiDestination").ifPresent(name -> {
            known(target, "apiDestination", "destination", name, destinations);
            found.add(new Target.ApiDestination(name));
        });
        target.any("webhooks").ifPresent(value -> {
            if (!value.isBoolean() || !value.asBoolean()) {
                target.problem("webhooks", "must be true");
            }
            found.add(new Target.Webhooks());
        });
        target.optionalText("queue", NAME).ifPresent(name -> {
            if (workloads.filter(all -> all.reserved().reserved(name)).isPresent()) {
                target.problem("queue", "is a name that only Sluice itself uses: " + Fields.shortened(name));
            }
            found.add(new Target.Queue(name));
        });
        target.optionalText("function", NAME).ifPresent(name -> {
            workloads.ifPresent(all -> handedOver(target, "function", "function", name, all.functions()));
            found.add(new Target.Function(name));
        });
        target.optionalText("stateMachine", NAME).ifPresent(name -> {
            workloads.ifPresent(all -> handedOver(target, "stateMachine", "state machine", name, all.stateMachines()));
            found.add(new Target.StateMachine(name));
        });
        target.optionalText("construct", NAME).ifPresent(name -> {
            workloads.ifPresent(all -> handedOver(target, "construct", "target", name, all.constructs()));
            found.add(new Target.Construct(name));
        });
        target.optionalText("logGroup", LOG_GROUP).ifPresent(name -> found.add(new Target.LogGroup(name)));
        target.done();
        if (found.size() != 1) {
            route.problem(
                    "target",
                    "must name exactly one of apiDestination, webhooks, queue, function, stateMachine, logGroup,"
                            + " construct");
            return new Target.Webhooks();
        }
        return found.get(0);
    }

    private static void known(Fields target, String member, String kind, String name, Collection<String> names) {
        if (!names.contains(name)) {
            target.problem(
                    member,
                    "there is no " + kind + " " + Fields.shortened(name) + DidYouMean.hint(name, List.copyOf(names)));
        }
    }

    private static void handedOver(Fields target, String member, String kind, String name, Collection<String> names) {
        if (!names.contains(name)) {
            List<String> sorted = names.stream().sorted().toList();
            String hint = DidYouMean.hint(name, sorted);
            String all = sorted.isEmpty() ? "" : "; it provides " + String.join(", ", sorted);
            target.problem(
                    member,
                    "the app provides no " + kind + " " + Fields.shortened(name) + (hint.isEmpty() ? all : hint));
        }
    }
}
