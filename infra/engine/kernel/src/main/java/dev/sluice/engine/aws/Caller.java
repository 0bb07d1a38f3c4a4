package dev.sluice.engine.aws;

import java.util.HashMap;
import java.util.Map;

/**
 * Who makes a call.
 *
 * @param kind what sort of principal this is
 * @param account the 12-digit account of the caller
 * @param arn the principal's ARN as AWS prints it in messages (for a service: its name, such as {@code events.amazonaws.com})
 * @param policyArn the ARN whose identity policies apply (the role behind a session; otherwise equal to {@code arn})
 * @param context request context for policy conditions, such as {@code aws:SourceArn}
 */
public record Caller(Kind kind, String account, String arn, String policyArn, Map<String, String> context) {

    /** The sorts of principals. */
    public enum Kind {
        /** The account itself: allowed everything that its own account owns. */
        ROOT,
        /** An IAM user with identity policies. */
        USER,
        /** A session of a role with identity policies. */
        ROLE,
        /** An AWS service acting in its own name: only resource policies can allow it. */
        SERVICE,
        /** The engine itself, when it carries out what a template says. */
        INTERNAL
    }

    public static Caller root(String account) {
        String arn = "arn:aws:iam::" + account + ":root";
        return new Caller(Kind.ROOT, account, arn, arn, Map.of());
    }

    /** A session of {@code roleArn}. */
    public static Caller role(String roleArn, String session) {
        String account = roleArn.split(":", 6)[4];
        String name = roleArn.substring(roleArn.lastIndexOf('/') + 1);
        return new Caller(
                Kind.ROLE,
                account,
                "arn:aws:sts::" + account + ":assumed-role/" + name + "/" + session,
                roleArn,
                Map.of());
    }

    /** An IAM user. */
    public static Caller user(String userArn) {
        String name = userArn.substring(userArn.lastIndexOf('/') + 1);
        return new Caller(Kind.USER, userArn.split(":", 6)[4], userArn, userArn, Map.of("aws:username", name));
    }

    /** The same caller with more of the request's context. */
    public Caller with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(context);
        all.putAll(more);
        return new Caller(kind, account, arn, policyArn, Map.copyOf(all));
    }

    /** An AWS service acting for a resource: {@code sourceArn} and its account are what confused-deputy conditions see. */
    public static Caller service(String service, String sourceArn, String sourceAccount) {
        return new Caller(
                Kind.SERVICE,
                sourceAccount,
                service,
                service,
                Map.of("aws:SourceArn", sourceArn, "aws:SourceAccount", sourceAccount));
    }

    public static Caller internal(String account) {
        return new Caller(
                Kind.INTERNAL, account, "cloudformation.amazonaws.com", "cloudformation.amazonaws.com", Map.of());
    }
}
