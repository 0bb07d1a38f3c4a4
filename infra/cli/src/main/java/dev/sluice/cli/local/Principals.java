package dev.sluice.cli.local;

import dev.sluice.cli.deployed.Clients;
import dev.sluice.engine.iam.credentials.LocalCredentials;
import java.nio.file.Path;
import java.util.TreeSet;

/** The principals that the engine of a data folder knows, with clients for each. */
public final class Principals {

    private final Running running;
    private final LocalCredentials credentials;

    private Principals(Running running, LocalCredentials credentials) {
        this.running = running;
        this.credentials = credentials;
    }

    /**
     * @throws IllegalStateException if no engine has run on the folder, or its key is missing or damaged
     */
    public static Principals of(Path data) {
        return new Principals(Running.in(data), LocalCredentials.of(data));
    }

    /** The account that owns the stack. */
    public Clients owner() {
        return account(running.account());
    }

    public String ownerAccount() {
        return running.account();
    }

    /**
     * The account of a partner.
     *
     * @throws IllegalArgumentException with the names of those there are, if the stack has no such partner
     */
    public String partnerAccount(String source) {
        String account = running.partners().get(source);
        if (account == null) {
            String names = String.join(", ", new TreeSet<>(running.partners().keySet()));
            throw new IllegalArgumentException("--partner: the stack has no partner " + source + "; "
                    + (names.isEmpty() ? "it has none" : "it has " + names));
        }
        return account;
    }

    /** The ARN of the bus that partners publish to. */
    public String ingressBus() {
        return "arn:aws:events:" + running.region() + ":" + running.account() + ":event-bus/sluice-ingress";
    }

    /** The root user of any account. */
    public Clients account(String account) {
        LocalCredentials.Keys keys = credentials.root(account);
        return Clients.of(running.endpoint(), running.region(), keys.accessKeyId(), keys.secretAccessKey());
    }
}
