package dev.sluice.engine.events.bus;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.request.TextConstraint;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bus.
 *
 * @param region the bus's region
 * @param account the 12-digit account that owns it
 * @param name its name within the account; {@code default} always exists
 */
public record BusKey(String region, String account, String name) {

    public static final String DEFAULT = "default";

    /** What a request may give as a bus: a name of the caller's own account, or an ARN. */
    public static final TextConstraint NAME_OR_ARN = TextConstraint.matching(
            1,
            Limits.BUS_NAME_OR_ARN,
            "(arn:aws[\\w-]*:events:[a-z]+-[a-z]+-[\\w-]+:[0-9]{12}:event-bus\\/)?[/\\.\\-_A-Za-z0-9]+");

    private static final int ARN_PARTS = 6;
    private static final Pattern ARN =
            Pattern.compile("arn:aws[\\w-]*:events:([a-z]+-[a-z]+-[\\w-]+):([0-9]{12}):event-bus/([/.\\-_A-Za-z0-9]+)");

    /** The bus that {@code nameOrArn}, checked against {@link #NAME_OR_ARN}, means to the caller. */
    public static BusKey of(String nameOrArn, Caller caller, String region) {
        if (!nameOrArn.startsWith("arn:")) {
            return new BusKey(region, caller.account(), nameOrArn);
        }
        String[] parts = nameOrArn.split(":", ARN_PARTS);
        return new BusKey(parts[3], parts[4], parts[5].substring(parts[5].indexOf('/') + 1));
    }

    /** The bus that an ARN names; empty if it is not a bus's ARN. */
    public static Optional<BusKey> ofArn(String arn) {
        Matcher parts = ARN.matcher(arn);
        return parts.matches()
                ? Optional.of(new BusKey(parts.group(1), parts.group(2), parts.group(3)))
                : Optional.empty();
    }

    public String arn() {
        return "arn:aws:events:" + region + ":" + account + ":event-bus/" + name;
    }

    @JsonIgnore
    public boolean isDefault() {
        return name.equals(DEFAULT);
    }

    /** The id under which the engine keeps it. */
    public String id() {
        return account + "/" + region + "/" + name;
    }
}
