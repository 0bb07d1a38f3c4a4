package dev.sluice.tests.contracts.cloud;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** A rule of a test. */
public record Rule(Lab lab, String bus, String name, String arn, AtomicInteger targets) {

    static Rule create(Lab lab, String bus, String pattern) {
        String name = Lab.name("rule");
        String arn = lab.events()
                .putRule(request -> request.name(name).eventBusName(bus).eventPattern(pattern))
                .ruleArn();
        lab.later(() -> lab.events().deleteRule(request -> request.name(name).eventBusName(bus)));
        return new Rule(lab, bus, name, arn, new AtomicInteger());
    }

    /** Adds a target with an id of its own. */
    public PutTargetsResponse target(Consumer<Target.Builder> more) {
        Target.Builder target = Target.builder().id("t" + targets.incrementAndGet());
        more.accept(target);
        String id = target.build().id();
        PutTargetsResponse response = lab.events()
                .putTargets(request -> request.rule(name).eventBusName(bus).targets(target.build()));
        lab.later(() -> lab.events()
                .removeTargets(request -> request.rule(name).eventBusName(bus).ids(id)));
        return response;
    }
}
