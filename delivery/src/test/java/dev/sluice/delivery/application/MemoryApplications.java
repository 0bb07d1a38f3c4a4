package dev.sluice.delivery.application;

import dev.sluice.delivery.endpoint.MemoryEndpoints;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Applications in memory, beside endpoints in memory. */
public final class MemoryApplications implements ApplicationStore {

    private final MemoryEndpoints endpoints;
    private final TreeMap<String, Application> applications = new TreeMap<>();
    private final Map<String, String> names = new HashMap<>();

    public MemoryApplications(MemoryEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public synchronized Optional<Application> find(String id) {
        return Optional.ofNullable(applications.get(id));
    }

    @Override
    public synchronized Optional<Name> named(String name) {
        Application application = applications.get(names.getOrDefault(name, ""));
        if (application != null) {
            return Optional.of(new Name(application.tenant(), Optional.of(application.id())));
        }
        return endpoints.of(name).isEmpty() ? Optional.empty() : Optional.of(new Name(name, Optional.empty()));
    }

    @Override
    public synchronized List<Application> list(Optional<String> after, boolean ascending, int limit) {
        var all = ascending ? applications : applications.descendingMap();
        return after.map(id -> all.tailMap(id, false)).orElse(all).values().stream()
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Change create(Application application) {
        TreeSet<String> own = names(application);
        boolean taken = own.stream()
                .anyMatch(name -> names.containsKey(name)
                        || !name.equals(application.tenant())
                                && !endpoints.of(name).isEmpty());
        if (taken) {
            return Change.UID_TAKEN;
        }
        return put(application);
    }

    @Override
    public synchronized Change replace(Application application, Optional<String> uidBefore) {
        Application before = applications.get(application.id());
        if (before == null || before.revision() != application.revision() - 1) {
            return Change.CONFLICT;
        }
        boolean taken = names(application).stream()
                .anyMatch(name -> !names.getOrDefault(name, application.id()).equals(application.id())
                        || !names.containsKey(name) && !endpoints.of(name).isEmpty());
        if (taken) {
            return Change.UID_TAKEN;
        }
        release(before);
        return put(application);
    }

    @Override
    public synchronized Change delete(Application application) {
        Application before = applications.get(application.id());
        if (before == null || before.revision() != application.revision()) {
            return Change.CONFLICT;
        }
        if (!endpoints.of(before.tenant()).isEmpty()) {
            return Change.NOT_EMPTY;
        }
        release(before);
        applications.remove(before.id());
        return Change.DONE;
    }

    private Change put(Application application) {
        applications.put(application.id(), application);
        for (String name : names(application)) {
            names.put(name, application.id());
            if (!name.equals(application.tenant())) {
                endpoints.alias(name, application.tenant());
            }
        }
        return Change.DONE;
    }

    private void release(Application application) {
        for (String name : names(application)) {
            names.remove(name);
            endpoints.alias(name, name);
        }
    }

    private static TreeSet<String> names(Application application) {
        TreeSet<String> own = new TreeSet<>(List.of(application.id(), application.tenant()));
        application.uid().ifPresent(own::add);
        return own;
    }
}
