package dev.sluice.delivery.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class JwksTest {

    /** RFC 8037, appendix A: the private key, its public key and the thumbprint. */
    private static final byte[] SEED = Base64.getUrlDecoder().decode("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A");

    private static final String X = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
    private static final String THUMBPRINT = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k";

    @Test
    void aKeyIsListedAsTheRfcSays() {
        JsonNode set = Jwks.of(List.of(Ed25519.publicKey(SEED)));
        assertThat(set.toString())
                .isEqualTo("{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + X + "\",\"kid\":\"" + THUMBPRINT
                        + "\",\"use\":\"sig\",\"alg\":\"EdDSA\"}]}");
    }

    @Test
    void theSameKeyTwiceIsListedOnceAndTheOrderDoesNotDependOnTheCaller() {
        byte[] one = Ed25519.publicKey(SEED);
        byte[] other = Ed25519.publicKey(new byte[32]);
        assertThat(Jwks.of(List.of(one, other, one.clone())).path("keys")).hasSize(2);
        assertThat(Jwks.of(List.of(one, other))).isEqualTo(Jwks.of(List.of(other, one)));
        assertThat(Jwks.of(List.of())).hasToString("{\"keys\":[]}");
    }

    @Test
    void theSignatureIsThatOfRfc8032() {
        byte[] seed = HexFormat.of().parseHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
        byte[] signature = new Ed25519(seed).sign(new byte[0], new byte[] {0x72});
        assertThat(HexFormat.of().formatHex(signature))
                .isEqualTo("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    }
}
