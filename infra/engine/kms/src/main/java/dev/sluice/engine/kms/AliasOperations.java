package dev.sluice.engine.kms;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Context;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.kms.key.Alias;
import dev.sluice.engine.kms.key.Key;
import dev.sluice.engine.kms.key.Keys;
import dev.sluice.engine.kms.key.KmsErrors;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Aliases: changing one needs permission on the alias and on the keys that it leaves and gets.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/alias-access.html">Access to aliases</a>
 */
final class AliasOperations {

    private static final TextConstraint NAME = TextConstraint.length(1, 256);
    private static final TextConstraint TARGET = TextConstraint.length(1, 2_048);
    private static final Pattern NAMES = Pattern.compile("alias/[a-zA-Z0-9/_-]+");

    private final Keys keys;

    AliasOperations(Keys keys) {
        this.keys = keys;
    }

    Map<String, Operation> operations() {
        return Map.of("CreateAlias", this::create, "UpdateAlias", this::update, "DeleteAlias", this::delete);
    }

    private Response create(Request request) {
        String name = name(request);
        String account = request.caller().account();
        String arn = keys.aliasArn(account, name);
        synchronized (keys) {
            allowAlias(request, "CreateAlias", arn);
            Key key = target(request, "CreateAlias");
            if (keys.alias(arn).isPresent()) {
                throw AwsException.of("AlreadyExistsException", "An alias with the name " + arn + " already exists");
            }
            double now = keys.now();
            keys.put(new Alias(name, arn, account, key.id(), now, now));
            return Response.empty();
        }
    }

    private Response update(Request request) {
        String arn = keys.aliasArn(request.caller().account(), name(request));
        synchronized (keys) {
            allowAlias(request, "UpdateAlias", arn);
            Alias alias = found(arn);
            keys.existing(alias.keyId())
                    .ifPresent(old -> keys.allow(request.caller(), "UpdateAlias", old, Context.EMPTY));
            Key key = target(request, "UpdateAlias");
            keys.put(new Alias(alias.name(), arn, alias.account(), key.id(), alias.created(), keys.now()));
            return Response.empty();
        }
    }

    private Response delete(Request request) {
        String arn = keys.aliasArn(request.caller().account(), name(request));
        synchronized (keys) {
            allowAlias(request, "DeleteAlias", arn);
            Alias alias = found(arn);
            keys.existing(alias.keyId())
                    .ifPresent(old -> keys.allow(request.caller(), "DeleteAlias", old, Context.EMPTY));
            keys.remove(alias);
            return Response.empty();
        }
    }

    private void allowAlias(Request request, String action, String arn) {
        keys.kernel().access().require(request.caller(), "kms:" + action, arn);
    }

    private Alias found(String arn) {
        return keys.alias(arn).orElseThrow(() -> KmsErrors.notFound("Alias " + arn + " is not found."));
    }

    private Key target(Request request, String action) {
        Members members = new Members(request.input());
        String id = members.required("TargetKeyId", TARGET);
        members.check();
        if (id.contains(Keys.PREFIX)) {
            throw AwsException.validation("Aliases must refer to keys. Not aliases");
        }
        return Inputs.alive(keys.named(request, id, action, Context.EMPTY));
    }

    private static String name(Request request) {
        Members members = new Members(request.input());
        String name = members.required("AliasName", NAME);
        members.check();
        if (!name.startsWith(Keys.PREFIX)) {
            throw AwsException.validation("Invalid identifier: an alias must begin with alias/, and is " + name + ".");
        }
        if (name.startsWith("alias/aws/")) {
            throw AwsException.of("NotAuthorizedException", 400, "Aliases that begin with alias/aws/ are reserved.");
        }
        if (!NAMES.matcher(name).matches()) {
            throw AwsException.of(
                    "InvalidAliasNameException",
                    "Alias contains invalid characters; letters, digits, /, _ and - are allowed: " + name);
        }
        return name;
    }
}
