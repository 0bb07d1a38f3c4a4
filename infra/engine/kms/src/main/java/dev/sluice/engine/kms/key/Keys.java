package dev.sluice.engine.kms.key;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Context;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.secrets.Vault;
import dev.sluice.engine.store.Documents;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All keys and aliases. Changes are made under its lock. Thread-safe. */
public final class Keys {

    public static final String PREFIX = "alias/";

    private static final int MATERIAL_BYTES = 32;
    private static final String ARN = "arn:";

    private final SecureRandom random = new SecureRandom();
    private final Kernel kernel;
    private final Vault vault;
    private final Documents<Key> keys;
    private final Documents<Alias> aliases;

    public Keys(Kernel kernel, Vault vault) {
        this.kernel = kernel;
        this.vault = vault;
        this.keys = new Documents<>(kernel.store(), "kms.key", Key.class);
        this.aliases = new Documents<>(kernel.store(), "kms.alias", Alias.class);
        kernel.access()
                .resourcePolicies("kms", arn -> byArn(arn).map(Key::policy).map(Json::parseTrusted));
    }

    public Kernel kernel() {
        return kernel;
    }

    public double now() {
        return kernel.time().now().toEpochMilli() / 1000d;
    }

    /**
     * The key that {@code KeyId} names, by id, ARN, alias or alias ARN, if the caller may do {@code action} with it.
     *
     * @throws dev.sluice.engine.aws.AwsException NotFoundException; AccessDeniedException, also for what is not there if it would be
     *     another account's
     */
    public Key named(Request request, String id, String action, Context context) {
        Caller caller = request.caller();
        Optional<Key> found = find(caller.account(), id);
        if (found.isEmpty() && !account(id).orElse(caller.account()).equals(caller.account())) {
            allow(caller, action, id, context);
        }
        Key key = found.orElseThrow(() -> KmsErrors.notFound(missing(caller.account(), id)));
        Context asked = id.contains(PREFIX)
                ? context.with(Context.of(Map.of("kms:RequestAlias", id.substring(id.indexOf(PREFIX)))))
                : context;
        allow(caller, action, key, asked);
        return key;
    }

    public void allow(Caller caller, String action, Key key, Context context) {
        List<String> names = aliasesOf(key).stream().map(Alias::name).toList();
        allow(
                caller,
                action,
                key.arn(),
                context.with(Context.of(Map.of("kms:CallerAccount", caller.account())))
                        .with("kms:ResourceAliases", names));
    }

    private void allow(Caller caller, String action, String arn, Context context) {
        kernel.access().requireGranted(caller, "kms:" + action, arn, context);
    }

    private static Optional<String> account(String id) {
        String[] parts = id.split(":", 6);
        return id.startsWith(ARN) && parts.length == 6 ? Optional.of(parts[4]) : Optional.empty();
    }

    private String missing(String account, String id) {
        if (id.contains(PREFIX)) {
            return "Alias " + (id.startsWith(ARN) ? id : aliasArn(account, id)) + " is not found.";
        }
        return "Key '" + (id.startsWith(ARN) ? id : arn(account, id)) + "' does not exist";
    }

    public Optional<Key> find(String account, String id) {
        if (id.startsWith(ARN)) {
            return id.contains(":" + PREFIX) ? alias(id).flatMap(alias -> existing(alias.keyId())) : byArn(id);
        }
        return id.startsWith(PREFIX)
                ? alias(aliasArn(account, id)).flatMap(alias -> existing(alias.keyId()))
                : existing(id).filter(key -> key.account().equals(account));
    }

    private Optional<Key> byArn(String arn) {
        return existing(arn.substring(arn.lastIndexOf('/') + 1))
                .filter(key -> key.arn().equals(arn));
    }

    /** The key of an id, in whatever account. */
    public Optional<Key> existing(String id) {
        Optional<Key> found = keys.get(id);
        if (found.filter(key -> key.pendingDeletion() && key.deletesAt() <= now())
                .isPresent()) {
            aliasesOf(found.get()).forEach(this::remove);
            keys.remove(id);
            return Optional.empty();
        }
        return found;
    }

    public List<Key> of(String account) {
        return keys.list().stream()
                .filter(key -> key.account().equals(account))
                .flatMap(key -> existing(key.id()).stream())
                .toList();
    }

    public void put(Key key) {
        keys.put(key.id(), key);
    }

    public Optional<Alias> alias(String arn) {
        return aliases.get(arn);
    }

    public List<Alias> aliases(String account) {
        return aliases.list().stream()
                .filter(alias -> alias.account().equals(account))
                .toList();
    }

    private List<Alias> aliasesOf(Key key) {
        return aliases.list().stream()
                .filter(alias -> alias.keyId().equals(key.id()))
                .toList();
    }

    public void put(Alias alias) {
        aliases.put(alias.arn(), alias);
    }

    public void remove(Alias alias) {
        aliases.remove(alias.arn());
    }

    public String arn(String account, String id) {
        return kernel.arn("kms", account, "key/" + id);
    }

    public String aliasArn(String account, String name) {
        return kernel.arn("kms", account, name);
    }

    /** New material for a key, sealed. */
    public String material(String arn, int number) {
        byte[] bytes = random(MATERIAL_BYTES);
        return vault.seal(Base64.getEncoder().encodeToString(bytes), place(arn, number));
    }

    /** The key with newer material, if its rotation is due. */
    public synchronized Key rotated(Key key) {
        Key current = existing(key.id()).orElse(key);
        if (!current.isRotationDue(now())) {
            return current;
        }
        Key fresh = current.plus(material(key.arn(), current.materials().size()), now());
        put(fresh);
        return fresh;
    }

    public byte[] open(Key key, int material) {
        return Base64.getDecoder().decode(vault.open(key.materials().get(material), place(key.arn(), material)));
    }

    public byte[] random(int bytes) {
        byte[] fresh = new byte[bytes];
        random.nextBytes(fresh);
        return fresh;
    }

    private static String place(String arn, int number) {
        return arn + "/" + number;
    }

    /** The key policy that a key has unless it is given one: IAM policies of its account decide. */
    public static JsonNode usualPolicy(String account) {
        return Json.parseTrusted(
                "{\"Version\":\"2012-10-17\",\"Id\":\"key-default-1\",\"Statement\":[{\"Sid\":\"Enable IAM"
                        + " User Permissions\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::"
                        + account + ":root\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}]}");
    }
}
