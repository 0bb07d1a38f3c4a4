package dev.sluice.engine.dynamodb.spec;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.dynamodb.table.Input;
import dev.sluice.engine.dynamodb.table.Options;
import dev.sluice.engine.dynamodb.table.Throughput;
import dev.sluice.engine.request.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads what a table has besides its data. */
public final class OptionsSpec {

    private static final int TAGS_MAX = 50;
    private static final int POLICY_MAX = 20 * 1024;

    private OptionsSpec() {}

    public static Options create(Input input) {
        String mode = billingMode(input).orElse("PROVISIONED");
        Optional<Throughput> throughput = TableSpec.throughput(input);
        if (mode.equals("PROVISIONED") && throughput.isEmpty()) {
            throw TableSpec.invalid(
                    "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is"
                            + " PROVISIONED");
        }
        Options options = new Options(null, false, false, "STANDARD", null, null, tags(input));
        options = change(options.withThroughput(throughput.orElse(null)), input);
        return input.text("ResourcePolicy")
                .map(OptionsSpec::policy)
                .map(options::withPolicy)
                .orElse(options);
    }

    /** What CreateTable and UpdateTable both can set. */
    public static Options change(Options present, Input input) {
        Options options = present;
        Optional<String> mode = billingMode(input);
        Optional<Throughput> throughput = TableSpec.throughput(input);
        boolean perRequest =
                mode.map("PAY_PER_REQUEST"::equals).orElse(options.throughput() == null && throughput.isEmpty());
        if (perRequest && throughput.isPresent()) {
            throw TableSpec.invalid("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode"
                    + " is PAY_PER_REQUEST");
        }
        if (mode.isPresent() && !perRequest && throughput.isEmpty() && options.throughput() == null) {
            throw TableSpec.invalid("ProvisionedThroughput must be specified when BillingMode is PROVISIONED");
        }
        options = options.withThroughput(perRequest ? null : throughput.orElse(options.throughput()));
        options = options.withDeletionProtection(
                input.flag("DeletionProtectionEnabled").orElse(options.deletionProtection()));
        options = options.withTableClass(input.word("TableClass", "STANDARD", "STANDARD_INFREQUENT_ACCESS")
                .orElse(options.tableClass()));
        Optional<Input> encryption = input.object("SSESpecification");
        if (encryption.isPresent()) {
            boolean enabled = encryption.get().flag("Enabled").orElse(true);
            options =
                    options.withEncryption(enabled ? Json.text(encryption.get().node()) : null);
        }
        return options;
    }

    private static Optional<String> billingMode(Input input) {
        return input.word("BillingMode", "PROVISIONED", "PAY_PER_REQUEST");
    }

    public static Map<String, String> tags(Input input) {
        Map<String, String> tags = new LinkedHashMap<>();
        input.list("Tags").forEach(tag -> tags.put(tag.requiredText("Key"), tag.requiredText("Value")));
        checkTags(tags);
        return tags;
    }

    public static void checkTags(Map<String, String> tags) {
        if (tags.size() > TAGS_MAX) {
            throw AwsException.validation("Too many tags: " + tags.size() + ", the limit is " + TAGS_MAX);
        }
    }

    /** Checks that a policy is a JSON object of a fair size. */
    public static String policy(String text) {
        if (text.length() > POLICY_MAX) {
            throw AwsException.validation("Policy document is larger than the limit of 20 KB");
        }
        try {
            if (Json.parse(text).isObject()) {
                return text;
            }
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw AwsException.validation("Invalid policy document: " + e.getOriginalMessage());
        }
        throw AwsException.validation("Invalid policy document: it is not a JSON object");
    }
}
