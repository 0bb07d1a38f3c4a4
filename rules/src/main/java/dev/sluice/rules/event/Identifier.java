package dev.sluice.rules.event;

import dev.sluice.rules.json.StorableText;
import java.util.Optional;

/**
 * Values that become a key of a table, an attribute of a message, a header or a part of a URL, and what each may be. Admission
 * control, the registry of endpoints, the dispatcher and the sender all ask here, so that none takes what the next one refuses.
 *
 * <p>A value is taken as it is or not at all: nothing is cut, replaced or normalised, for two tenants could become one.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">Limits of keys</a>
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">Characters of messages</a>
 */
public enum Identifier {
    TENANT(128, Characters.TEXT),
    /** Is a header, and a part of what is signed, whose parts a dot separates. */
    EVENT_ID(128, Characters.TOKEN_WITHOUT_DOT),
    ENDPOINT_ID(128, Characters.TOKEN),
    SOURCE(256, Characters.TEXT),
    TYPE(128, Characters.TEXT),
    TIME(64, Characters.TOKEN),
    TRACEPARENT(256, Characters.TOKEN),
    IDEMPOTENCY_KEY(256, Characters.TEXT),
    /** A channel or a tag of a message. */
    LABEL(128, Characters.TEXT),
    TABLE(255, Characters.TOKEN),
    SEQUENCE_NUMBER(64, Characters.TOKEN),
    CHANGE(16, Characters.TOKEN),
    /** The value of a key attribute of a row; longer than the longest of DynamoDB in base64. */
    ROW_KEY(4_096, Characters.WELL_FORMED);

    private enum Characters {
        /** Whole characters; a half of a surrogate pair would be replaced when it is encoded. */
        WELL_FORMED,
        /** What SQS takes and a person can see: no control characters either. */
        TEXT,
        /** Visible ASCII, which HTTP takes as a header. */
        TOKEN,
        TOKEN_WITHOUT_DOT
    }

    private static final char NON_CHARACTER = '\uFFFE';

    private final int most;
    private final Characters characters;

    Identifier(int most, Characters characters) {
        this.most = most;
        this.characters = characters;
    }

    /** The most characters, as UTF-16 counts them. */
    public int most() {
        return most;
    }

    /** What is wrong with a value, such as {@code must have at most 128 characters, but has 3000}; empty if nothing is. */
    public Optional<String> flaw(String value) {
        if (value.isEmpty()) {
            return Optional.of("must not be empty");
        }
        if (value.length() > most) {
            return Optional.of("must have at most " + most + " characters, but has " + value.length());
        }
        return value.codePoints()
                .filter(character -> !takes(character))
                .mapToObj(character -> character == '.'
                        ? "must not contain a dot, which separates the parts of what is signed"
                        : String.format("must not contain the character U+%04X", character))
                .findFirst();
    }

    /**
     * The value as it may stand in a report: what it must not contain is escaped as in JSON, and what is too long is cut.
     * Never a key: two values may be shown alike.
     */
    public static String shown(String value, int most) {
        return StorableText.limited(value, most, TENANT::takes);
    }

    /** Whether a text has half of a surrogate pair somewhere, which would be replaced when the text is encoded. */
    public static boolean isBroken(String text) {
        return text.codePoints().anyMatch(Identifier::isHalf);
    }

    private boolean takes(int character) {
        return switch (characters) {
            case WELL_FORMED -> !isHalf(character);
            case TEXT ->
                !isHalf(character)
                        && !Character.isISOControl(character)
                        && (character & NON_CHARACTER) != NON_CHARACTER;
            case TOKEN -> isVisible(character);
            case TOKEN_WITHOUT_DOT -> isVisible(character) && character != '.';
        };
    }

    private static boolean isVisible(int character) {
        return character > ' ' && character < 0x7f;
    }

    private static boolean isHalf(int character) {
        return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }
}
