package dev.sluice.engine.cfn.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Puts things after what they depend on, and otherwise keeps their order. */
public final class Order {

    private final Map<String, Set<String>> dependencies;
    private final Set<String> done = new LinkedHashSet<>();
    private final Set<String> path = new LinkedHashSet<>();

    private Order(Map<String, Set<String>> dependencies) {
        this.dependencies = dependencies;
    }

    /** @throws TemplateException naming a cycle */
    public static <T> List<T> of(Map<String, T> things, Function<T, Set<String>> dependsOn, String pointer) {
        Map<String, Set<String>> dependencies = new LinkedHashMap<>();
        things.forEach((name, thing) -> dependencies.put(name, dependsOn.apply(thing)));
        Order order = new Order(dependencies);
        dependencies.keySet().forEach(name -> order.visit(name, pointer));
        List<T> sorted = new ArrayList<>();
        order.done.forEach(name -> Optional.ofNullable(things.get(name)).ifPresent(sorted::add));
        return sorted;
    }

    private void visit(String name, String pointer) {
        if (done.contains(name)) {
            return;
        }
        if (!path.add(name)) {
            List<String> steps = new ArrayList<>(path);
            List<String> cycle = new ArrayList<>(steps.subList(steps.indexOf(name), steps.size()));
            cycle.add(name);
            throw new TemplateException(pointer, "depend on each other in a circle: " + String.join(" -> ", cycle));
        }
        dependencies.getOrDefault(name, Set.of()).forEach(dependency -> visit(dependency, pointer));
        path.remove(name);
        done.add(name);
    }
}
