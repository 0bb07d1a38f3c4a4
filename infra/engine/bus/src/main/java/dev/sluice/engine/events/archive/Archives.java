package dev.sluice.engine.events.archive;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.events.bus.BusKey;
import dev.sluice.engine.events.put.BusEvent;
import dev.sluice.engine.events.put.Ingest;
import dev.sluice.engine.events.put.Inlet.Enqueue;
import dev.sluice.engine.events.rule.Rule;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.store.Documents;
import dev.sluice.rules.pattern.PatternSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All archives; keeps what they want in the write that takes an event in. Thread-safe. */
public final class Archives implements Ingest.Keeper {

    /** The archives of one bus: the ids of those that want everything, and the others. */
    private record Compiled(List<String> whole, PatternSet<String> some) {}

    private static final Compiled NONE = new Compiled(List.of(), PatternSet.of(Map.of()));

    private final Kernel kernel;
    private final Documents<Archive> documents;
    private final ArchiveTable table;
    private final Map<BusKey, Compiled> buses = new ConcurrentHashMap<>();

    public Archives(Kernel kernel) {
        this.kernel = kernel;
        this.documents = new Documents<>(kernel.store(), "events.archive", Archive.class);
        this.table = new ArchiveTable(kernel.store());
        documents.list().forEach(archive -> compile(archive.bus()));
    }

    @Override
    public List<Enqueue> keep(BusEvent event) {
        Compiled compiled = buses.getOrDefault(event.bus(), NONE);
        if (compiled == NONE) {
            return List.of();
        }
        Optional<ArchivedEvent> archived = ArchivedEvent.of(event);
        if (archived.isEmpty()) {
            return List.of();
        }
        List<String> ids = new ArrayList<>(compiled.whole());
        ids.addAll(compiled.some().match(event.text()));
        return ids.stream()
                .<Enqueue>map(id -> tx -> table.add(tx, id, archived.get(), event.at()))
                .toList();
    }

    /** Whether a bus has archives. */
    public boolean has(BusKey bus) {
        return buses.containsKey(bus);
    }

    /** The rules that stand for the archives of a bus: their events get there by {@link #keep}. */
    public List<Rule> rules(BusKey bus) {
        return documents.list().stream()
                .filter(archive -> archive.bus().equals(bus))
                .map(Archive::rule)
                .toList();
    }

    ArchiveTable table() {
        return table;
    }

    Kernel kernel() {
        return kernel;
    }

    Optional<Archive> find(String account, String name) {
        return documents.get(Archive.id(account, name));
    }

    /** Whether an archive and its events are still on disk: they go together. */
    boolean isStored(String id) {
        return documents.isStored(id);
    }

    /** @throws AwsException ResourceNotFoundException if there is no such archive */
    Archive require(String account, String name) {
        return find(account, name)
                .orElseThrow(
                        () -> AwsException.of("ResourceNotFoundException", "Archive " + name + " does not exist."));
    }

    /** The archives of an account, sorted by name. */
    List<Archive> of(String account) {
        return documents.list().stream()
                .filter(archive -> archive.bus().account().equals(account))
                .toList();
    }

    List<Archive> all() {
        return documents.list();
    }

    synchronized void put(Archive archive) {
        documents.put(archive.id(), archive);
        compile(archive.bus());
    }

    /** Removes an archive; its events follow. */
    synchronized void remove(Archive archive) {
        kernel.store().free(tx -> {
            documents.remove(tx, archive.id());
            tx.update("DELETE FROM event_archive WHERE archive = ?", archive.id());
            tx.update("DELETE FROM event_archive_size WHERE archive = ?", archive.id());
            return true;
        });
        compile(archive.bus());
    }

    private void compile(BusKey bus) {
        List<String> whole = new ArrayList<>();
        Map<String, String> some = new HashMap<>();
        for (Archive archive : documents.list()) {
            if (!archive.bus().equals(bus)) {
                continue;
            }
            if (archive.pattern().isEmpty()) {
                whole.add(archive.id());
            } else {
                some.put(archive.id(), archive.pattern());
            }
        }
        if (whole.isEmpty() && some.isEmpty()) {
            buses.remove(bus);
        } else {
            buses.put(bus, new Compiled(whole, PatternSet.of(some)));
        }
    }
}
