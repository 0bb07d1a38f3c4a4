package dev.sluice.engine.events.bus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.store.Documents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All event buses. Each account has a default bus without creating it. Thread-safe. */
public final class Buses {

    /** When the engine's default buses came to be: as its data did. */
    record Beginning(double at) {}

    private final Kernel kernel;
    private final Documents<Bus> documents;
    private final double beginning;

    /** Policies by their text: each PutEvents asks for one. */
    private final Map<String, JsonNode> parsed = new ConcurrentHashMap<>();

    /** The buses that log anything: few, and asked for at each event. */
    private final Map<BusKey, LogConfig> logging = new ConcurrentHashMap<>();

    public Buses(Kernel kernel) {
        this.kernel = kernel;
        this.documents = new Documents<>(kernel.store(), "events.bus", Bus.class);
        Documents<Beginning> beginnings = new Documents<>(kernel.store(), "events.beginning", Beginning.class);
        if (beginnings.list().isEmpty()) {
            beginnings.put("default", new Beginning(now()));
        }
        this.beginning = beginnings.list().get(0).at();
        documents.list().forEach(this::logs);
        kernel.access().resourcePolicies("events", this::policy);
    }

    public Optional<Bus> find(BusKey key) {
        Optional<Bus> found = documents.get(key.id());
        return found.isEmpty() && key.isDefault() && key.region().equals(kernel.region())
                ? Optional.of(Bus.of(key, beginning))
                : found;
    }

    /** @throws AwsException ResourceNotFoundException if there is no such bus */
    public Bus require(BusKey key) {
        return find(key).orElseThrow(() -> missing(key));
    }

    /**
     * The bus if it is the caller's own, here.
     *
     * @throws AwsException ResourceNotFoundException if there is no such bus, or it is another account's or Region's: recorded on AWS
     */
    public Bus own(BusKey key, Caller caller) {
        if (!key.account().equals(caller.account()) || !key.region().equals(kernel.region())) {
            throw missing(key);
        }
        return require(key);
    }

    /** The bus that a request's {@code EventBusName} names; the default bus of the caller if it names none. */
    public BusKey named(Members request, String member, Caller caller) {
        String name = request.text(member, BusKey.NAME_OR_ARN).orElse(BusKey.DEFAULT);
        request.check();
        return BusKey.of(name, caller, kernel.region());
    }

    static AwsException missing(BusKey key) {
        return AwsException.of("ResourceNotFoundException", "Event bus " + key.name() + " does not exist.");
    }

    void put(Bus bus) {
        parsed.clear();
        documents.put(bus.key().id(), bus);
        logs(bus);
    }

    private void logs(Bus bus) {
        LogConfig config = LogConfig.of(bus.logConfig());
        if (config.level() == LogLevel.OFF) {
            logging.remove(bus.key());
        } else {
            logging.put(bus.key(), config);
        }
    }

    /** What a bus logs. */
    public LogConfig logging(BusKey key) {
        return logging.isEmpty() ? LogConfig.NONE : logging.getOrDefault(key, LogConfig.NONE);
    }

    void remove(BusKey key) {
        documents.remove(key.id());
        logging.remove(key);
    }

    /** The buses of one account, sorted by name. */
    List<Bus> of(String account) {
        List<Bus> own = documents.list().stream()
                .filter(bus -> bus.key().account().equals(account))
                .toList();
        if (own.stream().anyMatch(bus -> bus.key().isDefault())) {
            return own;
        }
        Bus implied = Bus.of(new BusKey(kernel.region(), account, BusKey.DEFAULT), beginning);
        return java.util.stream.Stream.concat(own.stream(), java.util.stream.Stream.of(implied))
                .sorted(java.util.Comparator.comparing(bus -> bus.key().name()))
                .toList();
    }

    String region() {
        return kernel.region();
    }

    double now() {
        return kernel.time().now().toEpochMilli() / 1000d;
    }

    void allow(Caller caller, String action, BusKey bus) {
        kernel.access().require(caller, "events:" + action, bus.arn());
    }

    private Optional<JsonNode> policy(String arn) {
        int bus = arn.indexOf(":event-bus/");
        if (bus < 0) {
            return Optional.empty();
        }
        String[] parts = arn.split(":", 6);
        BusKey key = new BusKey(parts[3], parts[4], arn.substring(bus + ":event-bus/".length()));
        return documents
                .get(key.id())
                .filter(found -> !found.policy().isEmpty())
                .map(found -> parsed.computeIfAbsent(found.policy(), Json::parseTrusted));
    }
}
