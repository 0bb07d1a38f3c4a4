package dev.sluice.rules.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTest {

    /** What DynamoDB takes as a partition key. */
    private static final int KEY_BYTES = 2_048;

    @ParameterizedTest
    @EnumSource(Identifier.class)
    void whateverIsTakenIsTheSameTextAfterItWasSent(Identifier identifier) {
        SplittableRandom random = new SplittableRandom(identifier.ordinal());
        for (int i = 0; i < 2_000; i++) {
            StringBuilder value = new StringBuilder();
            for (int j = random.nextInt(6); j >= 0; j--) {
                value.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
            }
            if (identifier.flaw(value.toString()).isEmpty()) {
                byte[] sent = value.toString().getBytes(StandardCharsets.UTF_8);
                assertThat(new String(sent, StandardCharsets.UTF_8)).isEqualTo(value.toString());
            }
        }
        assertThat(identifier.flaw("")).contains("must not be empty");
        assertThat(identifier.flaw("x".repeat(identifier.most()))).isEmpty();
        assertThat(identifier.flaw("x".repeat(identifier.most() + 1))).isPresent();
    }

    @Test
    void theLongestOfEachKeyFitsItsTable() {
        for (Identifier key : new Identifier[] {Identifier.TENANT, Identifier.EVENT_ID, Identifier.ENDPOINT_ID}) {
            assertThat(key.most() * 3).isLessThan(KEY_BYTES);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000", "\n", "\u0085", "\uD800", "\uDC00\uD800", "\uFFFE", "\uFFFF", "\uD83F\uDFFE"})
    void aTenantHasNoCharacterThatAQueueRefusesOrAnEncoderReplaces(String tenant) {
        assertThat(Identifier.TENANT.flaw(tenant)).isPresent();
        assertThat(Identifier.shown(tenant, 100)).contains("\\u");
    }

    @Test
    void aTenantMayBeOfAnyLanguage() {
        assertThat(Identifier.TENANT.flaw("Åkerö 東京 \uD83D\uDE00 a.b/c?d")).isEmpty();
    }

    @Test
    void whatIsShownIsCutBetweenCharacters() {
        assertThat(Identifier.shown("\uD83D\uDE00\uD83D\uDE00", 3)).isEqualTo("\uD83D\uDE00");
        assertThat(Identifier.shown("abc", 2)).isEqualTo("ab");
    }
}
