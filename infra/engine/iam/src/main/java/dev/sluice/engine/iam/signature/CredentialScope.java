package dev.sluice.engine.iam.signature;

import dev.sluice.engine.aws.AwsException;
import java.util.List;
import java.util.Set;

/**
 * What a signature is good for: {@code date/region/service/aws4_request}.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html">Troubleshooting
 *     signatures</a>
 */
public record CredentialScope(String date, String region, String service, String terminator) {

    private static final String TERMINATOR = "aws4_request";

    /**
     * Services without resources in a Region: clients sign for us-east-1, for aws-global or, given another endpoint, for their
     * own.
     */
    private static final Set<String> GLOBAL = Set.of("iam", "sts");

    @Override
    public String toString() {
        return String.join("/", parts());
    }

    List<String> parts() {
        return List.of(date, region, service, terminator);
    }

    /** What to say about a signature for another region than the one that is emulated; empty if it is good here. */
    static String otherRegion(String here, String region, String service) {
        return region.equals(here) || GLOBAL.contains(service)
                ? ""
                : "Credential should be scoped to a valid region. The request is signed for " + region
                        + ", and this engine emulates " + here + " only: set the client's region to " + here
                        + ", or start the engine with --region " + region + ". ";
    }

    /**
     * Everything that does not fit is reported in one message, as AWS does.
     *
     * @param here the region that is spoken to
     * @param addressed the signing name of the service that is spoken to; empty if it is unknown
     * @param at the time of signing as it was sent
     * @throws AwsException InvalidSignatureException if the signature was made for something else
     */
    void requireFor(String here, String addressed, String at) {
        StringBuilder wrong = new StringBuilder();
        wrong.append(otherRegion(here, region, service));
        if (!addressed.isEmpty() && !addressed.equals(service)) {
            wrong.append("Credential should be scoped to correct service: '")
                    .append(addressed)
                    .append("'. ");
        }
        if (!terminator.equals(TERMINATOR)) {
            wrong.append("Credential should be scoped with a valid terminator: 'aws4_request'. ");
        }
        if (!at.startsWith(date) || date.length() != "yyyyMMdd".length()) {
            wrong.append("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '")
                    .append(date)
                    .append("' != '")
                    .append(at, 0, Math.min(at.length(), "yyyyMMdd".length()))
                    .append("', from '")
                    .append(at)
                    .append("'. ");
        }
        if (!wrong.isEmpty()) {
            throw AwsException.of("InvalidSignatureException", 403, wrong.toString());
        }
    }
}
