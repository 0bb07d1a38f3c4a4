package dev.sluice.engine.kms;

import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Protocol;
import dev.sluice.engine.aws.Service;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.kms.key.Keys;
import dev.sluice.engine.secrets.Vault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * KMS: service {@code kms}, with symmetric keys of one Region. Grants, asymmetric keys and imported material are not offered.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/Welcome.html">API reference</a>
 */
public final class KmsService implements Service {

    private final Map<String, Operation> operations = new HashMap<>();

    /** @param vault seals the material of keys */
    public KmsService(Kernel kernel, Vault vault) {
        Keys keys = new Keys(kernel, vault);
        operations.putAll(new KeyOperations(keys).operations());
        operations.putAll(new AliasOperations(keys).operations());
        operations.putAll(new CryptoOperations(keys).operations());
        operations.putAll(new PolicyOperations(keys).operations());
        operations.putAll(new TagOperations(keys).operations());
        operations.putAll(new Listings(keys).operations());
    }

    @Override
    public String name() {
        return "kms";
    }

    @Override
    public List<Protocol> protocols() {
        return List.of(new Protocol.Json("TrentService", "1.1"));
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.copyOf(operations);
    }
}
