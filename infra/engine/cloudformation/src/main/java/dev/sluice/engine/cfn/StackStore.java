package dev.sluice.engine.cfn;

import dev.sluice.engine.cfn.resource.ResourceRecord;
import dev.sluice.engine.store.Documents;
import dev.sluice.engine.store.Store;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The durable memory of stacks and their resources. Thread-safe. */
final class StackStore {

    private final Store store;
    private final Documents<StackRecord> stacks;
    private final Documents<ResourceRecord> resources;

    StackStore(Store store) {
        this.store = store;
        this.stacks = new Documents<>(store, "cfn-stack", StackRecord.class);
        this.resources = new Documents<>(store, "cfn-resource", ResourceRecord.class);
    }

    /** By name or id. */
    Optional<StackRecord> find(String nameOrId) {
        return stacks.get(nameOrId)
                .or(() -> list().stream()
                        .filter(stack -> stack.id().equals(nameOrId))
                        .findFirst());
    }

    /** By name or id, if it is the account's. */
    Optional<StackRecord> find(String account, String nameOrId) {
        return find(nameOrId).filter(stack -> stack.account().equals(account));
    }

    /** Those of an account. */
    List<StackRecord> list(String account) {
        return list().stream().filter(stack -> stack.account().equals(account)).toList();
    }

    List<StackRecord> list() {
        return stacks.list();
    }

    void put(StackRecord stack) {
        stacks.put(stack.name(), stack);
    }

    /** In the order of creation. */
    List<ResourceRecord> resources(String stack) {
        return resources.list().stream()
                .filter(resource -> resource.stack().equals(stack))
                .sorted(Comparator.comparingInt(ResourceRecord::position))
                .toList();
    }

    Optional<ResourceRecord> resource(String stack, String logicalId) {
        return resources.get(ResourceRecord.key(stack, logicalId));
    }

    /** Writes without waiting for the disk: the stack's own record, written last, waits for all before it. */
    void putSoon(ResourceRecord resource) {
        store.submit(tx -> {
            resources.put(tx, ResourceRecord.key(resource.stack(), resource.logicalId()), resource);
            return true;
        });
    }

    void remove(ResourceRecord resource) {
        resources.remove(ResourceRecord.key(resource.stack(), resource.logicalId()));
    }

    Optional<String> exported(String name) {
        return list().stream()
                .flatMap(stack -> stack.outputs().stream())
                .filter(output -> output.exportName().equals(name))
                .map(StackRecord.Output::value)
                .findFirst();
    }
}
