package dev.sluice.engine.lambda.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.store.Documents;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** All functions of the engine. Thread-safe: changes run one at a time. */
public final class Functions {

    private static final DateTimeFormatter MODIFIED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'").withZone(ZoneOffset.UTC);

    private final Kernel kernel;
    private final Documents<LambdaFunction> documents;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    public Functions(Kernel kernel) {
        this.kernel = kernel;
        this.documents = new Documents<>(kernel.store(), "lambda.function", LambdaFunction.class);
        kernel.access().resourcePolicies("lambda", this::policy);
    }

    /** Calls {@code listener} with the id of each function that was changed or deleted. */
    public void onChange(Consumer<String> listener) {
        listeners.add(listener);
    }

    public Optional<LambdaFunction> find(String id) {
        return documents.get(id);
    }

    public List<LambdaFunction> of(String account) {
        return documents.list().stream()
                .filter(function -> function.account().equals(account))
                .toList();
    }

    public List<LambdaFunction> all() {
        return documents.list();
    }

    /** @throws dev.sluice.engine.aws.AwsException ResourceNotFoundException unless there is the function and the qualifier */
    public LambdaFunction require(FunctionRef ref) {
        return find(ref.id())
                .filter(function -> function.knows(ref.qualifier()))
                .orElseThrow(() -> LambdaErrors.noFunction(ref));
    }

    /** The version that the reference leads to; an alias with weights leads to one of its versions at random. */
    public Version version(LambdaFunction function, FunctionRef ref) {
        Alias alias = function.aliases().get(ref.qualifier());
        String number = alias == null ? ref.qualifier() : choose(alias);
        return function.version(number).orElseThrow(() -> LambdaErrors.noFunction(ref));
    }

    private String choose(Alias alias) {
        if (alias.weights().isEmpty()) {
            return alias.version();
        }
        double chance = (kernel.ids().uuid().getLeastSignificantBits() & 0xFFFFFF) / (double) 0x1000000;
        for (var weight : alias.weights().entrySet()) {
            chance -= weight.getValue();
            if (chance < 0) {
                return weight.getKey();
            }
        }
        return alias.version();
    }

    public synchronized LambdaFunction create(LambdaFunction function) {
        if (find(function.id()).isPresent()) {
            throw LambdaErrors.conflict("Function already exist: " + function.name());
        }
        return put(function);
    }

    /** Changes a function; {@code change} may throw to leave it as it is. */
    public synchronized LambdaFunction change(FunctionRef ref, UnaryOperator<LambdaFunction> change) {
        LambdaFunction before = find(ref.id()).orElseThrow(() -> LambdaErrors.noFunction(ref.with("")));
        LambdaFunction after = change.apply(before);
        return after.equals(before) ? before : put(after);
    }

    private LambdaFunction put(LambdaFunction function) {
        documents.put(function.id(), function);
        listeners.forEach(listener -> listener.accept(function.id()));
        return function;
    }

    public synchronized void remove(FunctionRef ref) {
        documents.remove(ref.id());
        listeners.forEach(listener -> listener.accept(ref.id()));
    }

    /** A version that is new or changed now. */
    public Version version(String number, Settings settings) {
        return new Version(
                number,
                settings,
                kernel.ids().uuid().toString(),
                MODIFIED.format(kernel.time().now()));
    }

    public String revision() {
        return kernel.ids().uuid().toString();
    }

    public String region() {
        return kernel.region();
    }

    private Optional<JsonNode> policy(String arn) {
        String[] parts = arn.split(":", 8);
        if (parts.length < 7) {
            return Optional.empty();
        }
        String qualifier = parts.length == 8 ? parts[7] : "";
        return find(parts[4] + "/" + parts[6])
                .map(function -> function.policies().get(qualifier.equals(FunctionRef.LATEST) ? "" : qualifier));
    }
}
