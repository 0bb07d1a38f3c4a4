package dev.sluice.engine.sqs.queue;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.sqs.contract.Errors;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which queue: its account and its name. Sorts by account, then name, through {@link #id}. */
public record QueueKey(String account, String name) {

    private static final Pattern STANDARD = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final Pattern FIFO = Pattern.compile("[A-Za-z0-9_-]{1,75}\\.fifo");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    /** @throws AwsException InvalidParameterValue if a queue of this kind cannot have the name */
    public static void check(String name, boolean fifo) {
        if (fifo && !FIFO.matcher(name).matches()) {
            throw Errors.parameter(
                    "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores,"
                            + " must end with .fifo suffix and be 1 to 80 in length.");
        }
        if (!fifo && !STANDARD.matcher(name).matches()) {
            throw Errors.parameter(
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }
    }

    /**
     * The queue that a URL names: the last two parts of its path decide, whatever the host. A bare name means a queue of the
     * caller's own account.
     *
     * @throws AwsException InvalidAddress if the URL names no queue
     */
    public static QueueKey ofUrl(String url, String callerAccount) {
        String path = url.contains("://") ? url.substring(url.indexOf("://") + 3) : url;
        String[] parts = path.split("/");
        String name = parts.length == 0 ? "" : parts[parts.length - 1];
        if (STANDARD.matcher(name).matches() || FIFO.matcher(name).matches()) {
            if (parts.length == 1) {
                return new QueueKey(callerAccount, name);
            }
            if (ACCOUNT.matcher(parts[parts.length - 2]).matches()) {
                return new QueueKey(parts[parts.length - 2], name);
            }
        }
        throw AwsException.of("InvalidAddress", 404, "The address " + url + " is not valid for this endpoint.");
    }

    /** The queue of an ARN, if it is one of this region's queues. */
    public static Optional<QueueKey> ofArn(String arn, String region) {
        String[] parts = arn.split(":", -1);
        return parts.length == 6
                        && parts[0].equals("arn")
                        && parts[2].equals("sqs")
                        && parts[3].equals(region)
                        && ACCOUNT.matcher(parts[4]).matches()
                ? Optional.of(new QueueKey(parts[4], parts[5]))
                : Optional.empty();
    }

    public String id() {
        return account + "/" + name;
    }
}
