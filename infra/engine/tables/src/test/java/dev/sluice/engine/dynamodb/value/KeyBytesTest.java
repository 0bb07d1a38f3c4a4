package dev.sluice.engine.dynamodb.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyBytesTest {

    @Test
    void theOrderOfTheBytesIsTheOrderOfTheNumbers() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            BigDecimal a = number(random);
            BigDecimal b = random.nextInt(4) == 0 ? a.negate() : number(random);
            int bytes = Arrays.compareUnsigned(KeyBytes.number(a), KeyBytes.number(b));
            assertThat(Integer.signum(bytes)).as("%s, %s", a, b).isEqualTo(a.compareTo(b));
        }
    }

    private static BigDecimal number(Random random) {
        BigInteger digits = new BigInteger(random.nextBoolean() ? 8 : 126, random);
        int scale = random.nextBoolean() ? random.nextInt(5) : random.nextInt(160) - 70;
        BigDecimal number = new BigDecimal(digits, scale);
        return Numbers.checked(random.nextBoolean() ? number : number.negate());
    }

    @Test
    void stringsSortByTheirUtf8BytesAndNotByTheirChars() {
        byte[] outsideTheBasicPlane = KeyBytes.of(new AttributeValue.S("\uD83D\uDE00"));
        byte[] lastOfTheBasicPlane = KeyBytes.of(new AttributeValue.S("\uFFFD"));
        assertThat(Arrays.compareUnsigned(outsideTheBasicPlane, lastOfTheBasicPlane))
                .isPositive();
    }

    @Test
    void theBytesAfterAPrefixFollowAllThatBeginsWithIt() {
        assertThat(KeyBytes.after(new byte[] {1, 2})).containsExactly(1, 3);
        assertThat(KeyBytes.after(new byte[] {1, (byte) 0xFF})).containsExactly(2);
        assertThat(KeyBytes.after(new byte[] {(byte) 0xFF})).isNull();
        assertThat(KeyBytes.after(new byte[0])).isNull();
    }
}
