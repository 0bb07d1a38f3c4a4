package dev.sluice.engine.events.rule;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Context;
import dev.sluice.engine.events.bus.BusKey;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.store.Documents;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** All rules with their targets. Thread-safe; changes of one rule are made under this object's lock. */
public final class Rules {

    private final Kernel kernel;
    private final Documents<Rule> documents;
    private final List<Consumer<BusKey>> listeners = new CopyOnWriteArrayList<>();
    private volatile Function<BusKey, List<Rule>> managed = bus -> List.of();

    public Rules(Kernel kernel) {
        this.kernel = kernel;
        this.documents = new Documents<>(kernel.store(), "events.rule", Rule.class);
    }

    /** Receives each bus whose rules or targets have changed, once the change is on disk. */
    public void onChange(Consumer<BusKey> listener) {
        listeners.add(listener);
    }

    /** Shows rules that services keep on a bus beside the account's own ones; they are not matched against events here. */
    public void managed(Function<BusKey, List<Rule>> source) {
        managed = source;
    }

    /** The rule that the engine keeps under this id. */
    public Optional<Rule> withId(String id) {
        return documents.get(id);
    }

    public Optional<Rule> find(BusKey bus, String name) {
        return documents.get(Rule.id(bus, name));
    }

    /** The rule with this ARN. */
    public Optional<Rule> find(String arn) {
        return busOf(arn).flatMap(bus -> find(bus, arn.substring(arn.lastIndexOf('/') + 1)));
    }

    /** The bus of the rule with this ARN; empty if it is not a rule's. */
    public static Optional<BusKey> busOf(String arn) {
        String[] parts = arn.split(":", 6);
        if (parts.length < 6 || !parts[5].startsWith("rule/")) {
            return Optional.empty();
        }
        int bus = parts[5].indexOf('/') + 1;
        int name = parts[5].lastIndexOf('/');
        return Optional.of(new BusKey(parts[3], parts[4], name < bus ? BusKey.DEFAULT : parts[5].substring(bus, name)));
    }

    /** The rules of a bus, sorted by name. */
    public List<Rule> of(BusKey bus) {
        String prefix = Rule.id(bus, "");
        return documents.list().stream()
                .filter(rule -> rule.id().startsWith(prefix))
                .toList();
    }

    public List<Rule> all() {
        return documents.list();
    }

    /** The rules of a bus with those of services, sorted by name. */
    List<Rule> shown(BusKey bus) {
        return Stream.concat(of(bus).stream(), managed.apply(bus).stream())
                .sorted(Comparator.comparing(Rule::name))
                .toList();
    }

    /** @throws AwsException ManagedRuleException if the rule is a service's own */
    void refuseManaged(BusKey bus, String name) {
        if (managed.apply(bus).stream().anyMatch(rule -> rule.name().equals(name))) {
            throw AwsException.of(
                    "ManagedRuleException", name + " is a managed rule. Set 'force' parameter to true to override.");
        }
    }

    /**
     * A rule of the account's own or of a service.
     *
     * @throws AwsException ResourceNotFoundException if there is no such rule
     */
    Rule require(BusKey bus, String name) {
        return find(bus, name)
                .or(() -> managed.apply(bus).stream()
                        .filter(rule -> rule.name().equals(name))
                        .findFirst())
                .orElseThrow(() -> AwsException.of(
                        "ResourceNotFoundException",
                        "Rule " + name + " does not exist on EventBus " + bus.name() + "."));
    }

    void put(Rule rule) {
        documents.put(rule.id(), rule);
        changed(rule.bus());
    }

    void remove(BusKey bus, String name) {
        documents.remove(Rule.id(bus, name));
        changed(bus);
    }

    private void changed(BusKey bus) {
        listeners.forEach(listener -> listener.accept(bus));
    }

    /** The role of a rule or of a target; empty for none. */
    void allowPass(Caller caller, String role) {
        if (!role.isEmpty()) {
            kernel.access().requirePass(caller, role, "events.amazonaws.com");
        }
    }

    void allow(Caller caller, String action, String arn) {
        allow(caller, action, arn, Context.EMPTY);
    }

    /** @param context condition keys of this request; who made the rule is added, and here that is who owns it */
    void allow(Caller caller, String action, String arn, Context context) {
        Context creator = Context.of(Map.of("events:creatorAccount", arn.split(":", 6)[4]));
        kernel.access().require(caller, "events:" + action, arn, context.with(creator));
    }
}
