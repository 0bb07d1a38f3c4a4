package dev.sluice.delivery.api.message.view;

import dev.sluice.delivery.api.input.Field;
import dev.sluice.delivery.api.input.Fields;
import dev.sluice.delivery.api.input.Rule;
import dev.sluice.delivery.api.input.Rules;
import dev.sluice.delivery.message.MessageFilter;
import dev.sluice.delivery.message.Span;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What several of these operations take. */
public final class Inputs {

    public static final int CHANNELS = 10;
    public static final int TAGS = 5;
    private static final int LABEL = 128;
    private static final int TYPES = 100;

    private Inputs() {}

    /** EventBridge takes detail-types of at most 128 characters. */
    public static Rule<String> eventType() {
        return Rules.name(LABEL);
    }

    static Rule<List<String>> eventTypes() {
        return Rules.list(eventType(), 1, TYPES);
    }

    public static Rule<String> channel() {
        return Rules.matching(
                Pattern.compile("[a-zA-Z0-9\\-_.:+]+"),
                LABEL,
                "must have 1 to " + LABEL + " characters, of these: letters, digits and . _ - : +");
    }

    public static Rule<String> tag() {
        return Rules.matching(
                Pattern.compile("[a-zA-Z0-9\\-_./\\\\#]+"),
                LABEL,
                "must have 1 to " + LABEL + " characters, of these: letters, digits and . _ - / \\ #");
    }

    /** The numbers of the statuses. */
    public static Rule<Integer> status() {
        return Rules.oneOf(Map.of("0", 0, "1", 1, "2", 2, "3", 3, "4", 4));
    }

    public static Rule<Integer> codeClass() {
        return Rules.oneOf(Map.of("0", 0, "100", 100, "200", 200, "300", 300, "400", 400, "500", 500));
    }

    /**
     * The part of a list that a query asks for.
     *
     * @param content whether payloads and answers are wanted
     */
    public record Listing(MessageFilter messages, Span span, boolean content) {

        public static Listing of(Fields query) {
            Field<String> channel = query.optional("channel", channel());
            Field<String> tag = query.optional("tag", tag());
            Field<List<String>> types = query.optional("event_types", eventTypes());
            Field<Instant> after = query.optional("after", Rules.time());
            Field<Instant> before = query.optional("before", Rules.time());
            Field<Boolean> content = query.optional("with_content", Rules.flag());
            query.check();
            return new Listing(
                    new MessageFilter(channel.optional(), tag.optional(), types.or(List.of())),
                    new Span(after.optional(), before.optional()),
                    content.or(true));
        }
    }

    public static boolean content(Fields query) {
        Field<Boolean> content = query.optional("with_content", Rules.flag());
        query.check();
        return content.or(true);
    }
}
