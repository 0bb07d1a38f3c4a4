package dev.sluice.engine.aws;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the condition keys of one request are. A key has one value or a list of values, and which of the two is settled by the
 * key, never by what a value contains: callers choose values. Names of keys are not case-sensitive. Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html">Single-valued
 *     and multivalued keys</a>
 */
public final class Context {

    /** The time of the request in epoch seconds; {@code aws:CurrentTime} is made of it when a policy asks. */
    public static final String EPOCH_TIME = "aws:EpochTime";

    public static final Context EMPTY = new Context(Map.of());

    private static final String CURRENT_TIME = lower("aws:CurrentTime");

    /** The value of one key. */
    public sealed interface Value {

        List<String> all();
    }

    /** The value of a single-valued key, whatever characters it is made of. */
    record One(String text) implements Value {

        @Override
        public List<String> all() {
            return List.of(text);
        }
    }

    /** The values of a multivalued key; at least one. */
    record Many(List<String> all) implements Value {}

    private final Map<String, Value> values;

    private Context(Map<String, Value> values) {
        this.values = values;
    }

    /** Single-valued keys. */
    public static Context of(Map<String, String> single) {
        Map<String, Value> values = new HashMap<>();
        single.forEach((key, value) -> values.put(lower(key), new One(value)));
        return new Context(values);
    }

    /** The same with one more multivalued key; one without values is not in the request. */
    public Context with(String key, List<String> several) {
        if (several.isEmpty()) {
            return this;
        }
        Map<String, Value> more = new HashMap<>(values);
        more.put(lower(key), new Many(List.copyOf(several)));
        return new Context(more);
    }

    /** The same with the keys of another one, whose values win. */
    public Context with(Context other) {
        Map<String, Value> more = new HashMap<>(values);
        more.putAll(other.values);
        return new Context(more);
    }

    public Optional<Value> find(String key) {
        String name = lower(key);
        Value value = values.get(name);
        if (value == null && name.equals(CURRENT_TIME)) {
            return text(EPOCH_TIME)
                    .map(seconds -> new One(
                            Instant.ofEpochSecond(Long.parseLong(seconds)).toString()));
        }
        return Optional.ofNullable(value);
    }

    /** The value of a single-valued key: policy variables cannot name any other. */
    public Optional<String> text(String key) {
        return find(key).filter(One.class::isInstance).map(One.class::cast).map(One::text);
    }

    private static String lower(String key) {
        return key.toLowerCase(Locale.ROOT);
    }
}
