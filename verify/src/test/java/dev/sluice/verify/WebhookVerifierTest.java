package dev.sluice.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.standardwebhooks.Webhook;
import dev.sluice.verify.VerificationException.Reason;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors of Standard Webhooks and of Svix, and the cases of the official libraries' own tests. */
class WebhookVerifierTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String PUBLIC = "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long TIME = 1_614_265_330;
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
    private static final String V1 = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final String V1A =
            "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==";
    private static final String OTHER = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";

    private static WebhookVerifier verifier(String... keys) {
        return new WebhookVerifier(
                List.of(keys),
                WebhookVerifier.TOLERANCE,
                () -> Instant.ofEpochSecond(TIME).plusMillis(300));
    }

    private static Map<String, List<String>> headers(String signature) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("webhook-id", List.of(ID));
        headers.put("webhook-timestamp", List.of(Long.toString(TIME)));
        headers.put("webhook-signature", List.of(signature));
        return headers;
    }

    private static Reason refusal(WebhookVerifier verifier, Map<String, List<String>> headers, byte[] body) {
        return catchThrowableOfType(VerificationException.class, () -> verifier.verify(headers, body))
                .reason();
    }

    @Test
    void theVectorsOfBothVersionsVerify() throws Exception {
        dev.sluice.verify.Webhook webhook = verifier(SECRET).verify(headers(V1), BODY);
        assertThat(webhook.id()).isEqualTo(ID);
        assertThat(webhook.sentAt()).isEqualTo(Instant.ofEpochSecond(TIME));
        assertThat(webhook.text()).isEqualTo("{\"test\": 2432232314}");
        assertThat(verifier(PUBLIC).verify(headers(V1A), BODY)).isEqualTo(webhook);
    }

    @Test
    void theSecretMayLackItsPrefix() throws Exception {
        verifier(SECRET.substring("whsec_".length())).verify(headers(V1), BODY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
    void aMissingOrEmptyHeaderIsNamed(String name) {
        Map<String, List<String>> headers = headers(V1);
        headers.put(name, List.of(""));
        assertThat(refusal(verifier(SECRET), headers, BODY)).isEqualTo(Reason.MISSING_HEADER);
        headers.remove(name);
        assertThat(refusal(verifier(SECRET), headers, BODY)).isEqualTo(Reason.MISSING_HEADER);
        assertThatThrownBy(() -> verifier(SECRET).verify(headers, BODY)).hasMessageStartingWith(name + ": is missing");
    }

    @Test
    void theCaseOfAHeaderDoesNotMatter() throws Exception {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put(null, List.of("HTTP/1.1 200"));
        headers.put("Webhook-Id", List.of(ID));
        headers.put("WEBHOOK-TIMESTAMP", List.of(Long.toString(TIME)));
        headers.put("webhook-Signature", List.of(V1));
        verifier(SECRET).verify(headers, BODY);
    }

    @Test
    void aHeaderThatIsSentTwiceWithDifferentValuesIsRefused() {
        Map<String, List<String>> headers = headers(V1);
        headers.put("webhook-id", List.of(ID, "msg_other"));
        assertThat(refusal(verifier(SECRET), headers, BODY)).isEqualTo(Reason.MALFORMED_HEADER);
        headers.put("webhook-id", List.of(ID));
        headers.put("Webhook-Id", List.of("msg_other"));
        assertThat(refusal(verifier(SECRET), headers, BODY)).isEqualTo(Reason.MALFORMED_HEADER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+1614265330",
                "-1614265330",
                " 1614265330",
                "1614265330.0",
                "now",
                "\u0661\u0662",
                "99999999999999999999"
            })
    void aTimestampThatIsNotDigitsIsRefused(String timestamp) {
        Map<String, List<String>> headers = headers(V1);
        headers.put("webhook-timestamp", List.of(timestamp));
        assertThat(refusal(verifier(SECRET), headers, BODY)).isEqualTo(Reason.MALFORMED_HEADER);
    }

    @Test
    void theToleranceHoldsInBothDirectionsToTheMillisecond() throws Exception {
        Instant sent = Instant.ofEpochSecond(TIME);
        for (Duration tolerance : List.of(Duration.ofMinutes(5), Duration.ofSeconds(30))) {
            at(sent.plus(tolerance), tolerance).verify(headers(V1), BODY);
            at(sent.minus(tolerance), tolerance).verify(headers(V1), BODY);
            assertThat(refusal(at(sent.plus(tolerance).plusMillis(1), tolerance), headers(V1), BODY))
                    .isEqualTo(Reason.TOO_OLD);
            assertThat(refusal(at(sent.minus(tolerance).minusMillis(1), tolerance), headers(V1), BODY))
                    .isEqualTo(Reason.TOO_NEW);
        }
    }

    private static WebhookVerifier at(Instant now, Duration tolerance) {
        return new WebhookVerifier(List.of(SECRET), tolerance, () -> now);
    }

    @Test
    void aChangedIdTimestampOrBodyDoesNotMatch() {
        byte[] changed = BODY.clone();
        changed[0]++;
        Map<String, List<String>> otherId = headers(V1);
        otherId.put("webhook-id", List.of(ID + "x"));
        Map<String, List<String>> otherTime = headers(V1);
        otherTime.put("webhook-timestamp", List.of(Long.toString(TIME + 1)));
        assertThat(refusal(verifier(SECRET), headers(V1), changed)).isEqualTo(Reason.NO_MATCH);
        assertThat(refusal(verifier(SECRET), otherId, BODY)).isEqualTo(Reason.NO_MATCH);
        assertThat(refusal(verifier(SECRET), otherTime, BODY)).isEqualTo(Reason.NO_MATCH);
        assertThat(refusal(verifier(PUBLIC), headers(V1A), changed)).isEqualTo(Reason.NO_MATCH);
        assertThat(refusal(verifier(PUBLIC), otherId, BODY)).isEqualTo(Reason.NO_KNOWN_VERSION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1,",
                "v1",
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1O==",
                "v1,%%%",
                "v1,AAAA",
                "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                ","
            })
    void aPartialSignatureDoesNotMatch(String signature) {
        assertThat(refusal(verifier(SECRET), headers(signature), BODY)).isIn(Reason.NO_MATCH, Reason.NO_KNOWN_VERSION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "V1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                V1A
            })
    void anotherVersionIsNotTakenForTheOwn(String signature) {
        assertThat(refusal(verifier(SECRET), headers(signature), BODY)).isEqualTo(Reason.NO_KNOWN_VERSION);
    }

    @Test
    void aPublicKeyDoesNotVerifyAnHmacMadeWithItsBytes() throws Exception {
        byte[] raw = Base64.getDecoder().decode(PUBLIC.substring("whpk_".length()));
        String forged = new Webhook(raw).sign(ID, TIME, new String(BODY, UTF_8));
        assertThat(refusal(verifier(PUBLIC), headers(forged), BODY)).isEqualTo(Reason.NO_KNOWN_VERSION);
        assertThat(refusal(verifier(PUBLIC), headers(forged.replace("v1,", "v1a,")), BODY))
                .isEqualTo(Reason.NO_MATCH);
    }

    @Test
    void aSignatureOfOneVersionIsNotCheckedWithTheKeyOfTheOther() {
        assertThat(refusal(verifier(SECRET, PUBLIC), headers(V1.replace("v1,", "v1a,")), BODY))
                .isEqualTo(Reason.NO_MATCH);
        assertThat(refusal(verifier(SECRET, PUBLIC), headers(V1A.replace("v1a,", "v1,")), BODY))
                .isEqualTo(Reason.NO_MATCH);
    }

    @Test
    void oneMatchAmongSeveralSignaturesIsEnoughWhereverItStands() throws Exception {
        for (String list : List.of(
                V1 + " " + OTHER,
                OTHER + " " + V1,
                "v2,x " + OTHER + " v1,% " + V1,
                OTHER + "  " + V1 + " ",
                V1A + " " + V1)) {
            verifier(SECRET).verify(headers(list), BODY);
        }
        verifier(PUBLIC).verify(headers(V1 + " " + V1A), BODY);
    }

    @Test
    void oneOfSeveralKeysIsEnoughWhereverItStands() throws Exception {
        String old = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
        verifier(old, SECRET).verify(headers(V1), BODY);
        verifier(SECRET, old).verify(headers(V1), BODY);
        verifier(old, PUBLIC).verify(headers(OTHER + " " + V1A), BODY);
        assertThat(refusal(verifier(old), headers(V1), BODY)).isEqualTo(Reason.NO_MATCH);
    }

    @Test
    void aListWithoutEndIsRefusedUnread() {
        assertThat(refusal(verifier(SECRET), headers((OTHER + " ").repeat(32) + V1), BODY))
                .isEqualTo(Reason.MALFORMED_HEADER);
        assertThat(refusal(verifier(SECRET), headers("x".repeat(9_000)), BODY)).isEqualTo(Reason.MALFORMED_HEADER);
    }

    @Test
    void whatTheOfficialLibrarySignsVerifies() throws Exception {
        Random random = new Random(5);
        for (int length = 24; length <= 64; length++) {
            byte[] key = new byte[length];
            random.nextBytes(key);
            String body = "x\u00fc\ud83d\ude00".repeat(random.nextInt(1_000));
            String signature = new Webhook(key).sign(ID, TIME, body);
            verifier("whsec_" + Base64.getEncoder().encodeToString(key))
                    .verify(headers(signature), body.getBytes(UTF_8));
        }
    }

    @Test
    void whatTheJdkSignsWithAnyKeyPairVerifies() throws Exception {
        for (int i = 0; i < 20; i++) {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update((ID + "." + TIME + ".").getBytes(UTF_8));
            signature.update(BODY);
            byte[] encoded = pair.getPublic().getEncoded();
            String key = "whpk_"
                    + Base64.getEncoder()
                            .encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
            byte[] signed = signature.sign();
            verifier(key).verify(headers("v1a," + Base64.getEncoder().encodeToString(signed)), BODY);
            signed[i * 3] ^= 1;
            assertThat(refusal(
                            verifier(key), headers("v1a," + Base64.getEncoder().encodeToString(signed)), BODY))
                    .isEqualTo(Reason.NO_MATCH);
        }
    }

    @Test
    void aKeyThatCannotBeReadIsRefusedAndNotShown() {
        for (String key : List.of("whsk_AAAA", "whpk_AAAA", "whsec_???", "whsec_", "")) {
            assertThatThrownBy(() -> WebhookVerifier.of(key))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("AAAA")
                    .hasMessageNotContaining("???");
        }
        assertThatThrownBy(() -> WebhookVerifier.of()).hasMessageContaining("there is no key");
        assertThatThrownBy(() -> WebhookVerifier.of("whsk_AAAA")).hasMessageContaining("private key");
    }

    @Test
    void theBytesOfAWebhookCannotBeChanged() throws Exception {
        byte[] body = BODY.clone();
        dev.sluice.verify.Webhook webhook = verifier(SECRET).verify(headers(V1), body);
        body[0]++;
        webhook.body()[1]++;
        assertThat(webhook.body()).isEqualTo(BODY);
    }
}
