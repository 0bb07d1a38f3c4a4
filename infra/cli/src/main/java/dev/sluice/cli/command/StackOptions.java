package dev.sluice.cli.command;

import dev.sluice.cli.deployed.BusLog;
import dev.sluice.cli.deployed.Clients;
import dev.sluice.cli.deployed.Deployment;
import dev.sluice.cli.deployed.EngineTrace;
import dev.sluice.cli.deployed.Hops;
import dev.sluice.cli.deployed.TraceFeed;
import dev.sluice.cli.local.DataOption;
import dev.sluice.cli.local.Principals;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options by which a command finds a deployed stack: on AWS as the AWS CLI does, or in an engine on this machine, which is one
 * endpoint with its credentials in its data folder.
 */
public final class StackOptions {

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "The stack is on AWS; sign with this AWS CLI profile.")
    @Nullable
    String profile;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "The stack is on AWS, in this Region (default: from the environment or the profile).")
    @Nullable
    String region;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            description =
                    "Send every call to this URL instead of AWS's own, signed with the environment's or the profile's"
                            + " credentials.")
    @Nullable
    URI endpoint;

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            defaultValue = Deployment.STACK,
            description = "The name of the stack, whose outputs name its parts (default: ${DEFAULT-VALUE}).")
    String stack = Deployment.STACK;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The stack runs in the engine of this data folder; this is what all commands do unless --profile,"
                            + " --region or --endpoint-url is given (default: the environment variable SLUICE_DATA, or"
                            + " .sluice/data beside the launcher).")
    @Nullable
    Path data;

    /** Whether the stack is to be found as the AWS CLI finds it, and not by the data folder of an engine. */
    boolean aws() {
        boolean aws = profile != null || region != null || endpoint != null;
        if (aws && data != null) {
            throw new IllegalArgumentException("--data names an engine on this machine, and --profile, --region and"
                    + " --endpoint-url a stack elsewhere; give one or the other");
        }
        return aws;
    }

    Path folder() {
        return DataOption.folder(data);
    }

    /** Clients of the caller. */
    Clients clients() {
        return aws()
                ? Clients.ofAws(
                        Optional.ofNullable(endpoint), Optional.ofNullable(region), Optional.ofNullable(profile))
                : Principals.of(folder()).owner();
    }

    /** Looks the stack up. */
    public Deployment deployment() {
        return Deployment.of(clients(), stack);
    }

    /** What reports the path of events: the engine's own trace where there is one, and otherwise the logs of the buses. */
    public Hops hops(Deployment deployment) {
        if (!aws()) {
            TraceFeed feed = new TraceFeed(deployment.clients());
            if (feed.answers()) {
                return new EngineTrace(feed);
            }
        }
        return new BusLog(deployment);
    }
}
