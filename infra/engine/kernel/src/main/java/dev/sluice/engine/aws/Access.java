package dev.sluice.engine.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides whether a caller may do an action on a resource, by IAM's evaluation logic. Implementations are thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Policy evaluation logic</a>
 */
public interface Access {

    /**
     * Returns if the caller may.
     *
     * @param action such as {@code sqs:SendMessage}
     * @param resourceArn the resource acted on; {@code *} for actions without one
     * @param context condition keys of this request, such as {@code events:source}; the caller's own context is added
     * @throws dev.sluice.engine.aws.AwsException AccessDenied (by the service's own code) naming principal, action and resource
     */
    void require(Caller caller, String action, String resourceArn, Context context);

    /** @param keys condition keys of this request that have one value each */
    default void require(Caller caller, String action, String resourceArn, Map<String, String> keys) {
        require(caller, action, resourceArn, Context.of(keys));
    }

    default void require(Caller caller, String action, String resourceArn) {
        require(caller, action, resourceArn, Context.EMPTY);
    }

    /**
     * As {@link #require}, for a resource whose own policy must allow what is done with it: policies of the account that owns it
     * count only if the resource's policy allows that account.
     *
     * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/policy-evaluation.html">Access to KMS keys</a>
     */
    default void requireGranted(Caller caller, String action, String resourceArn, Context context) {
        require(caller, action, resourceArn, context);
    }

    /**
     * Returns if the caller may give a service this role to act in. No account can pass another one's.
     *
     * @param service the service principal, such as {@code states.amazonaws.com}
     * @throws dev.sluice.engine.aws.AwsException AccessDenied
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html">Passing a role</a>
     */
    default void requirePass(Caller caller, String roleArn, String service) {
        require(caller, "iam:PassRole", roleArn, Map.of("iam:PassedToService", service));
    }

    /** Sets where the resource policies of one service are found: {@code policies} maps a resource's ARN to its policy document, if it has one. */
    void resourcePolicies(String service, Function<String, Optional<JsonNode>> policies);

    /**
     * The session a service gets when it assumes a role for one of its resources.
     *
     * @param service the service principal, such as {@code pipes.amazonaws.com}
     * @param sourceArn the resource for which the service acts
     * @throws dev.sluice.engine.aws.AwsException AccessDenied if the role does not exist or its trust policy does not allow it
     */
    Caller assume(String roleArn, String service, String sourceArn);

    /** @throws dev.sluice.engine.aws.AwsException AccessDenied unless the role's trust policy lets the caller assume it */
    void requireTrust(Caller caller, String roleArn);
}
