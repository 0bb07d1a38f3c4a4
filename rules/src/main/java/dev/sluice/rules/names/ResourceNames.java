package dev.sluice.rules.names;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The physical names of what one Sluice consists of. Whoever creates these resources, and whoever looks for them in an account,
 * asks here. Two Sluices with different prefixes can stand in one account and Region.
 *
 * @param prefix what every name begins with, such as {@code sluice}
 */
public record ResourceNames(String prefix) {

    /** Pipes' and queues' names are short, and the prefix is only the beginning of them. */
    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9-]{0,19}");

    private static final int LONGEST = 40;

    /** The names of a Sluice for which no other name was chosen. */
    public static final ResourceNames DEFAULT = new ResourceNames("sluice");

    public ResourceNames {
        if (!PREFIX.matcher(prefix).matches() || prefix.endsWith("-")) {
            throw new IllegalArgumentException(
                    "the name of a Sluice must be 1 to 20 lower-case letters, digits and inner"
                            + " hyphens, starting with a letter, but is `" + prefix + "`");
        }
    }

    /** The bus on which tables' changes and partners' events arrive. */
    public String ingressBus() {
        return named("ingress");
    }

    /** The bus of admitted events, and its archive. */
    public String coreBus() {
        return named("core");
    }

    /** The delivery destination of both buses' logs, and their policy. */
    public String buses() {
        return named("buses");
    }

    /** The log group of both buses. */
    public String busLogs() {
        return "/aws/vendedlogs/" + buses();
    }

    /** The queue, the function and the pipe of admission control. */
    public String admission() {
        return named("admission");
    }

    /** The queue of rejected events. */
    public String quarantine() {
        return named("quarantine");
    }

    /** The table of verdicts, dispatches and attempts. */
    public String journal() {
        return named("journal");
    }

    /** The function that makes events of changed rows. */
    public String transformer() {
        return named("transformer");
    }

    /** The pipe of one table. */
    public String changes(String table) {
        return named("cdc-" + physical(table));
    }

    /** The table of registered endpoints, and the function that manages them. */
    public String endpoints() {
        return named("endpoints");
    }

    /** The queue of events that are to become deliveries. */
    public String fanout() {
        return named("fanout");
    }

    public String dispatcher() {
        return named("dispatcher");
    }

    /** The queue of first attempts. */
    public String delivery() {
        return named("delivery");
    }

    /** The queue of later attempts. */
    public String retry() {
        return named("retry");
    }

    public String sender() {
        return named("sender");
    }

    /** The control-plane API, and the function that answers its requests. */
    public String api() {
        return named("api");
    }

    /** The table of tokens, event types, tasks and idempotency keys. */
    public String control() {
        return named("control");
    }

    /** The access log of the control-plane API. */
    public String apiLogs() {
        return "/aws/vendedlogs/" + api();
    }

    /** The function that knows tokens, and the authorizer that asks it. */
    public String tokenAuthorizer() {
        return named("token-authorizer");
    }

    /** The alias of the key under which signing secrets are encrypted. */
    public String secretsKey() {
        return "alias/" + named("secrets");
    }

    /** The queue of abandoned webhooks. */
    public String deadLetters() {
        return deadLetters(prefix);
    }

    /** The dead-letter queue of a queue, function or pipe. */
    public static String deadLetters(String owner) {
        return owner + "-dead-letters";
    }

    /** What belongs to one route, such as the policy of its log group; its dead letters are {@code deadLetters(route(..))}. */
    public String route(String route) {
        return named(route);
    }

    /** The API destination of a receiver, and its connection. */
    public String destination(String receiver) {
        return named(receiver);
    }

    /** The secret with the API key of a receiver. */
    public String apiKey(String receiver) {
        return prefix + "/" + receiver + "/api-key";
    }

    /** Whether a name could be one of these, and is therefore reserved. */
    public boolean reserved(String name) {
        return name.startsWith(prefix + "-");
    }

    private String named(String part) {
        return prefix + "-" + part;
    }

    /** Fits into the names of pipes and queues: what is not allowed there, or too long, is replaced and made unique by a hash. */
    public static String physical(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9-]", "-");
        if (safe.equals(name) && name.length() <= LONGEST) {
            return name;
        }
        String hash = String.format(Locale.ROOT, "%08x", name.hashCode());
        return safe.substring(0, Math.min(safe.length(), LONGEST - hash.length() - 1)) + "-" + hash;
    }
}
