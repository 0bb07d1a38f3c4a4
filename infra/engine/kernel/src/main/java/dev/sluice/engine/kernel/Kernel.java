package dev.sluice.engine.kernel;

import dev.sluice.engine.aws.Access;
import dev.sluice.engine.aws.Aws;
import dev.sluice.engine.metrics.Metrics;
import dev.sluice.engine.store.Store;
import dev.sluice.engine.time.Ids;
import dev.sluice.engine.time.Time;
import dev.sluice.engine.trace.Trace;

/**
 * What every service of the engine is built on.
 *
 * @param signals wake readers of queues and streams, by ARN
 * @param metrics data points under CloudWatch's names, those of each account by themselves
 */
public record Kernel(
        Settings settings,
        Store store,
        Time time,
        Ids ids,
        Access access,
        Aws aws,
        Trace trace,
        Signals signals,
        Metrics metrics) {

    public Kernel(Settings settings, Store store, Time time, Ids ids, Access access, Aws aws) {
        this(
                settings,
                store,
                time,
                ids,
                access,
                aws,
                new Trace(store),
                new Signals(),
                new Metrics(time, settings.account()));
    }

    public String account() {
        return settings.account();
    }

    public String region() {
        return settings.region();
    }

    /** An ARN in this engine's region: {@code arn:aws:<service>:<region>:<account>:<resource>}. */
    public String arn(String service, String account, String resource) {
        return "arn:aws:" + service + ":" + settings.region() + ":" + account + ":" + resource;
    }
}
