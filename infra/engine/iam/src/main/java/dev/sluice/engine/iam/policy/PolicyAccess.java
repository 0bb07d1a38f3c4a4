package dev.sluice.engine.iam.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.Access;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Context;
import dev.sluice.engine.iam.managed.AwsPolicies;
import dev.sluice.engine.kernel.Settings;
import dev.sluice.engine.store.Documents;
import dev.sluice.engine.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** IAM's evaluation over the policies that this engine keeps. */
public final class PolicyAccess implements Access {

    private static final int MOST_DOCUMENTS = 10_000;
    private static final String ASSUME = "sts:AssumeRole";

    private final Settings settings;
    private final Documents<Role> roles;
    private final Documents<User> users;
    private final Documents<Policy> policies;
    private final Supplier<Instant> now;
    private final Map<String, Function<String, Optional<JsonNode>>> resourcePolicies = new ConcurrentHashMap<>();
    private final Map<JsonNode, List<Statement>> parsed = new ConcurrentHashMap<>();

    public PolicyAccess(Settings settings, Store store) {
        this(settings, store, Instant::now);
    }

    /** @param now the time of a request, for conditions */
    public PolicyAccess(Settings settings, Store store, Supplier<Instant> now) {
        this.settings = settings;
        this.now = now;
        this.users = new Documents<>(store, "iam-user", User.class);
        this.roles = new Documents<>(store, "iam-role", Role.class);
        this.policies = new Documents<>(store, "iam-policy", Policy.class);
    }

    public Documents<Role> roles() {
        return roles;
    }

    public Documents<User> users() {
        return users;
    }

    /** The policies of accounts. */
    public Documents<Policy> policies() {
        return policies;
    }

    /** A policy of an account or of AWS. */
    public Optional<Policy> policy(String arn) {
        return policies.get(arn)
                .or(() -> AwsPolicies.document(arn).map(document -> {
                    String place = arn.substring(arn.indexOf('/'));
                    int name = place.lastIndexOf('/') + 1;
                    return new Policy(
                            arn,
                            place.substring(name),
                            place.substring(0, name),
                            "ANPAAWSMANAGED",
                            "2015-02-06T18:40:00Z",
                            document);
                }));
    }

    @Override
    public void resourcePolicies(String service, Function<String, Optional<JsonNode>> lookup) {
        resourcePolicies.put(service, lookup);
    }

    @Override
    public void require(Caller caller, String action, String resourceArn, Context context) {
        if (!settings.enforce() || caller.kind() == Caller.Kind.INTERNAL) {
            return;
        }
        String owner = owner(resourceArn, caller);
        Context all = context(caller, owner, context);
        boolean sameAccount = owner.equals(caller.account());
        Verdict identity =
                caller.kind() == Caller.Kind.SERVICE ? Verdict.SILENT : identity(caller, action, resourceArn, all);
        Verdict resource = resource(caller, action, resourceArn, all);
        Verdict session = session(caller, action, resourceArn, all);
        if (session == Verdict.DENY) {
            throw denied(caller, action, resourceArn, "with an explicit deny in a session policy");
        }
        if (identity == Verdict.DENY || resource == Verdict.DENY) {
            throw denied(
                    caller,
                    action,
                    resourceArn,
                    "with an explicit deny in "
                            + (identity == Verdict.DENY ? "an identity-based policy" : "a resource-based policy"));
        }
        if (session == Verdict.SILENT && !namesSession(caller, action, resourceArn, all)) {
            throw denied(caller, action, resourceArn, "because no session policy allows the " + action + " action");
        }
        boolean service = caller.kind() == Caller.Kind.SERVICE;
        if (service
                ? resource == Verdict.ALLOW
                : sameAccount
                        ? identity == Verdict.ALLOW || resource == Verdict.ALLOW
                        : identity == Verdict.ALLOW && resource == Verdict.ALLOW) {
            return;
        }
        boolean missesIdentity = !service && identity != Verdict.ALLOW;
        throw denied(
                caller,
                action,
                resourceArn,
                "because no " + (missesIdentity ? "identity" : "resource") + "-based policy allows the " + action
                        + " action");
    }

    @Override
    public void requireGranted(Caller caller, String action, String resourceArn, Context context) {
        require(caller, action, resourceArn, context);
        if (!settings.enforce() || caller.kind() == Caller.Kind.INTERNAL) {
            return;
        }
        Context all = context(caller, owner(resourceArn, caller), context);
        if (resource(caller, action, resourceArn, all) != Verdict.ALLOW) {
            throw denied(
                    caller, action, resourceArn, "because no resource-based policy allows the " + action + " action");
        }
        Caller alone = new Caller(caller.kind(), "", caller.arn(), caller.policyArn(), caller.context());
        boolean named =
                caller.kind() == Caller.Kind.SERVICE || resource(alone, action, resourceArn, all) == Verdict.ALLOW;
        if (!named && identity(caller, action, resourceArn, all) != Verdict.ALLOW) {
            throw denied(
                    caller, action, resourceArn, "because no identity-based policy allows the " + action + " action");
        }
    }

    @Override
    public Caller assume(String roleArn, String service, String sourceArn) {
        Caller role = Caller.role(
                roleArn, service.substring(0, service.indexOf('.') < 0 ? service.length() : service.indexOf('.')));
        if (!settings.enforce()) {
            return role;
        }
        trust(Caller.service(service, sourceArn, sourceArn.split(":", 6)[4]), roleArn);
        return role;
    }

    @Override
    public void requireTrust(Caller caller, String roleArn) {
        if (!settings.enforce()) {
            return;
        }
        trust(caller, roleArn);
        if (caller.kind() == Caller.Kind.USER || caller.kind() == Caller.Kind.ROLE) {
            requireLeave(caller, roleArn);
        }
    }

    /** Who is trusted as one of an account only needs a policy of its own besides; whom the trust policy names does not. */
    private void requireLeave(Caller caller, String roleArn) {
        Context context = context(caller, owner(roleArn, caller), Context.EMPTY);
        Caller alone = new Caller(caller.kind(), "", caller.arn(), caller.policyArn(), caller.context());
        boolean named = owner(roleArn, caller).equals(caller.account())
                && roles.get(roleArn)
                        .filter(role -> judge(
                                        statements(role.trust()),
                                        statement -> statement.covers(alone, ASSUME, roleArn, context))
                                == Verdict.ALLOW)
                        .isPresent();
        boolean leave = identity(caller, ASSUME, roleArn, context) == Verdict.ALLOW
                && session(caller, ASSUME, roleArn, context) == Verdict.ALLOW;
        if (!named && !leave) {
            throw denied(caller, ASSUME, roleArn, "because no identity-based policy allows the sts:AssumeRole action");
        }
    }

    private void trust(Caller caller, String roleArn) {
        Optional<Role> role = roles.get(roleArn);
        Context context = context(caller, owner(roleArn, caller), Context.EMPTY);
        boolean trusted = role.filter(found -> judge(
                                statements(found.trust()),
                                statement -> statement.covers(caller, ASSUME, roleArn, context))
                        == Verdict.ALLOW)
                .isPresent();
        if (!trusted) {
            throw denied(
                    caller,
                    ASSUME,
                    roleArn,
                    role.isPresent()
                            ? "because its trust policy does not allow it"
                            : "because the role does not exist");
        }
    }

    private enum Verdict {
        ALLOW,
        DENY,
        SILENT
    }

    private Verdict identity(Caller caller, String action, String resource, Context context) {
        if (caller.kind() == Caller.Kind.ROOT) {
            return Verdict.ALLOW;
        }
        List<Statement> statements = new ArrayList<>();
        roles.get(caller.policyArn()).ifPresent(role -> add(statements, role.inline(), role.managed()));
        users.get(caller.policyArn()).ifPresent(user -> add(statements, user.inline(), user.managed()));
        return judge(statements, statement -> statement.covers(action, resource, context));
    }

    private void add(List<Statement> statements, Map<String, JsonNode> inline, Map<String, String> managed) {
        inline.values().forEach(document -> statements.addAll(statements(document)));
        managed.keySet()
                .forEach(arn -> policy(arn).ifPresent(policy -> statements.addAll(statements(policy.document()))));
    }

    /** What the policies that a session was made with leave of the role's; without any that is all of it. */
    private Verdict session(Caller caller, String action, String resource, Context context) {
        String given = caller.context().getOrDefault(SessionPolicies.KEY, "");
        if (given.isEmpty()) {
            return Verdict.ALLOW;
        }
        List<Statement> statements = new ArrayList<>();
        SessionPolicies session = SessionPolicies.of(given);
        session.inline().ifPresent(document -> statements.addAll(statements(document)));
        session.managed()
                .forEach(arn -> policy(arn).ifPresent(policy -> statements.addAll(statements(policy.document()))));
        return judge(statements, statement -> statement.covers(action, resource, context));
    }

    /** A resource policy that names the session itself, and not only its role, is not narrowed by the session's policies. */
    private boolean namesSession(Caller caller, String action, String resource, Context context) {
        Caller alone = new Caller(caller.kind(), "", caller.arn(), caller.arn(), caller.context());
        return resource(alone, action, resource, context) == Verdict.ALLOW;
    }

    private Verdict resource(Caller caller, String action, String resource, Context context) {
        String[] parts = resource.split(":", 6);
        Function<String, Optional<JsonNode>> lookup = parts.length < 6 ? null : resourcePolicies.get(parts[2]);
        Optional<JsonNode> policy = lookup == null ? Optional.empty() : lookup.apply(resource);
        return policy.map(document ->
                        judge(statements(document), statement -> statement.covers(caller, action, resource, context)))
                .orElse(Verdict.SILENT);
    }

    private static Verdict judge(List<Statement> statements, Predicate<Statement> covers) {
        boolean allowed = false;
        for (Statement statement : statements) {
            if (covers.test(statement)) {
                if (!statement.allow()) {
                    return Verdict.DENY;
                }
                allowed = true;
            }
        }
        return allowed ? Verdict.ALLOW : Verdict.SILENT;
    }

    private List<Statement> statements(JsonNode document) {
        if (parsed.size() > MOST_DOCUMENTS) {
            parsed.clear();
        }
        return parsed.computeIfAbsent(document, Statement::of);
    }

    /**
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">Global condition keys</a>
     */
    private Context context(Caller caller, String owner, Context request) {
        Map<String, String> all = new HashMap<>();
        all.put("aws:PrincipalAccount", caller.account());
        all.put("aws:PrincipalArn", caller.policyArn());
        all.put("aws:PrincipalType", type(caller.kind()));
        boolean service = caller.kind() == Caller.Kind.SERVICE;
        all.put("aws:PrincipalIsAWSService", Boolean.toString(service));
        if (service) {
            all.put("aws:PrincipalServiceName", caller.arn());
        } else {
            all.put("aws:SourceIp", "127.0.0.1");
        }
        all.put("aws:RequestedRegion", settings.region());
        all.put("aws:ResourceAccount", owner);
        all.put(Context.EPOCH_TIME, Long.toString(now.get().getEpochSecond()));
        // Calls reach this engine over loopback or from inside it; policies that demand TLS mean the network.
        all.put("aws:SecureTransport", "true");
        Map<String, String> own = new HashMap<>(caller.context());
        own.remove(SessionPolicies.KEY);
        return Context.of(own).with(request).with(Context.of(all));
    }

    private static String type(Caller.Kind kind) {
        return switch (kind) {
            case USER -> "User";
            case ROLE -> "AssumedRole";
            case ROOT, SERVICE, INTERNAL -> "Account";
        };
    }

    private static String owner(String resourceArn, Caller caller) {
        String[] parts = resourceArn.split(":", 6);
        return parts.length < 6 || parts[4].isEmpty() ? caller.account() : parts[4];
    }

    private static AwsException denied(Caller caller, String action, String resource, String why) {
        return AwsException.of(
                "AccessDeniedException",
                "User: " + caller.arn() + " is not authorized to perform: " + action + " on resource: " + resource + " "
                        + why);
    }
}
