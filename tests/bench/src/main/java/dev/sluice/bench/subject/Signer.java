package dev.sluice.bench.subject;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature Version 4 over a POST to {@code /}, as cheap as it gets: the client of a bench must not be what is measured. Not
 * thread-safe.
 */
final class Signer {

    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Access access;
    private final String host;
    private final MessageDigest sha;
    private final Mac mac;
    private String day = "";
    private String service = "";

    Signer(Access access, String host) {
        this.access = access;
        this.host = host;
        try {
            this.sha = MessageDigest.getInstance("SHA-256");
            this.mac = Mac.getInstance("HmacSHA256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The header lines that sign {@code body}, each ended by CR LF. */
    String headers(String forService, String target, byte[] body) {
        String date = BASIC.format(Instant.now());
        rekey(date.substring(0, 8), forService);
        String scope = day + "/" + access.region() + "/" + forService + "/aws4_request";
        String canonical = "POST\n/\n\nhost:" + host + "\nx-amz-date:" + date + "\nx-amz-target:" + target
                + "\n\nhost;x-amz-date;x-amz-target\n" + hex(sha.digest(body));
        String text = "AWS4-HMAC-SHA256\n" + date + "\n" + scope + "\n" + hex(sha.digest(bytes(canonical)));
        return "X-Amz-Date: " + date + "\r\nAuthorization: AWS4-HMAC-SHA256 Credential=" + access.accessKey() + "/"
                + scope + ", SignedHeaders=host;x-amz-date;x-amz-target, Signature=" + hex(mac.doFinal(bytes(text)))
                + "\r\n";
    }

    private void rekey(String today, String forService) {
        if (today.equals(day) && forService.equals(service)) {
            return;
        }
        byte[] key = bytes("AWS4" + access.secretKey());
        for (String part : new String[] {today, access.region(), forService, "aws4_request"}) {
            use(key);
            key = mac.doFinal(bytes(part));
        }
        use(key);
        day = today;
        service = forService;
    }

    private void use(byte[] key) {
        try {
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
