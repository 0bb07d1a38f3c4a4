package dev.sluice.cli.command;

import dev.sluice.cli.deployed.Clients;
import dev.sluice.cli.deployed.Deployment;
import dev.sluice.cli.local.Principals;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice env}: prints what a shell needs so that the AWS CLI and every AWS SDK talk to the engine. */
@Command(
        name = "env",
        mixinStandardHelpOptions = true,
        description = {
            "Prints shell exports that point the AWS CLI and SDKs at the running engine, or at a stack on AWS.",
            "Use it as: eval \"$(./sluice env)\""
        })
public final class EnvCommand implements Callable<Integer> {

    static final class Who {
        @Option(
                names = "--partner",
                paramLabel = "SOURCE",
                description = "Act as this partner of the running stack, such as com.acme.crm.")
        @Nullable
        String partner;

        @Option(names = "--account", paramLabel = "ID", description = "Act as the root user of this 12-digit account.")
        @Nullable
        String account;
    }

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @ArgGroup
    @Nullable
    Who who;

    @Mixin
    StackOptions where = new StackOptions();

    @Override
    public Integer call() {
        if (where.aws()) {
            elsewhere();
        } else {
            engine();
        }
        return 0;
    }

    private void engine() {
        Principals principals = Principals.of(where.folder());
        Clients clients = principals.account(account(principals));
        print("export AWS_ENDPOINT_URL=" + clients.endpoint());
        print("export AWS_REGION=" + clients.region() + " AWS_DEFAULT_REGION=" + clients.region());
        print("export AWS_ACCESS_KEY_ID=" + clients.accessKey());
        print("export AWS_SECRET_ACCESS_KEY=" + clients.secretKey());
        print("unset AWS_SESSION_TOKEN AWS_PROFILE");
        print("export SLUICE_BUS=" + principals.ingressBus());
        print("# Version 1 of the AWS CLI, and version 2 before 2.13, do not read AWS_ENDPOINT_URL for every service.");
        print("aws() { command aws ${AWS_ENDPOINT_URL:+\"--endpoint-url=$AWS_ENDPOINT_URL\"} \"$@\"; }");
    }

    /** The shell has credentials, or the profile does: they are not printed. */
    private void elsewhere() {
        if (who != null) {
            throw new IllegalArgumentException(
                    "--partner and --account name accounts of the engine on this machine; on AWS use a profile of that"
                            + " account");
        }
        Deployment deployment = where.deployment();
        String region = deployment.clients().region();
        if (where.endpoint == null) {
            print("unset AWS_ENDPOINT_URL");
        } else {
            print("export AWS_ENDPOINT_URL=" + where.endpoint);
        }
        print("export AWS_REGION=" + region + " AWS_DEFAULT_REGION=" + region);
        if (where.profile != null) {
            print("export AWS_PROFILE=" + quoted(where.profile));
            print("unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN");
        }
        print("export SLUICE_BUS=" + deployment.ingressBusArn());
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private String account(Principals principals) {
        Who chosen = who;
        if (chosen == null) {
            return principals.ownerAccount();
        }
        return chosen.account != null ? chosen.account : principals.partnerAccount(String.valueOf(chosen.partner));
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
    }
}
