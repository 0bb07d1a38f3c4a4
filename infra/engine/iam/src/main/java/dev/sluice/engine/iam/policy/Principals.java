package dev.sluice.engine.iam.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.Caller;

/** The {@code Principal} of a statement. */
public final class Principals {

    private Principals() {}

    static boolean match(JsonNode principal, JsonNode notPrincipal, Caller caller) {
        if (!notPrincipal.isMissingNode()) {
            return !matches(notPrincipal, caller);
        }
        return matches(principal, caller);
    }

    private static boolean matches(JsonNode principal, Caller caller) {
        if (principal.isTextual()) {
            return principal.asText().equals("*");
        }
        if (caller.kind() == Caller.Kind.SERVICE) {
            return Statement.texts(principal.path("Service")).contains(caller.arn());
        }
        return Statement.texts(principal.path("AWS")).stream().anyMatch(listed -> isCaller(listed, caller));
    }

    /** An account, written as its id or its root ARN, stands for every principal of it. */
    private static boolean isCaller(String listed, Caller caller) {
        return listed.equals("*")
                || listed.equals(caller.account())
                || listed.equals("arn:aws:iam::" + caller.account() + ":root")
                || listed.equals(caller.policyArn())
                || listed.equals(caller.arn());
    }
}
