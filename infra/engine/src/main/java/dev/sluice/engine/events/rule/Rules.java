package dev.sluice.engine.events.rule;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Kernel;
import dev.sluice.engine.events.bus.BusKey;
import dev.sluice.engine.store.Documents;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** All rules with their targets. Thread-safe; changes of one rule are made under this object's lock. */
public final class Rules {

    private final Kernel kernel;
    private final Documents<Rule> documents;
    private final List<Consumer<BusKey>> listeners = new CopyOnWriteArrayList<>();

    public Rules(Kernel kernel) {
        this.kernel = kernel;
        this.documents = new Documents<>(kernel.store(), "events.rule", Rule.class);
    }

    /** Is told of each bus whose rules or targets have changed, after the change is on disk. */
    public void onChange(Consumer<BusKey> listener) {
        listeners.add(listener);
    }

    public Optional<Rule> find(BusKey bus, String name) {
        return documents.get(Rule.id(bus, name));
    }

    /** The rule with this ARN. */
    public Optional<Rule> find(String arn) {
        return busOf(arn).flatMap(bus -> find(bus, arn.substring(arn.lastIndexOf('/') + 1)));
    }

    /** The bus of the rule with this ARN; empty if it is no rule's. */
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

    /** @throws AwsException ResourceNotFoundException if there is no such rule */
    Rule require(BusKey bus, String name) {
        return find(bus, name)
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

    void allow(Caller caller, String action, String arn) {
        kernel.access().require(caller, "events:" + action, arn);
    }
}
