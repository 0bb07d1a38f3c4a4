package dev.sluice.engine.iam;

import dev.sluice.engine.aws.AwsException;
import java.util.List;
import java.util.Set;

/**
 * What a signature is good for: {@code date/region/service/aws4_request}.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html">Troubleshooting
 *     signatures</a>
 */
record CredentialScope(String date, String region, String service, String terminator) {

    private static final String TERMINATOR = "aws4_request";

    /** Services with one endpoint for all Regions, whose clients sign for its Region or, told another endpoint, for their own. */
    private static final Set<String> GLOBAL = Set.of("iam", "sts");

    private static final Set<String> REGIONS_OF_GLOBAL = Set.of("us-east-1", "aws-global");

    @Override
    public String toString() {
        return String.join("/", parts());
    }

    List<String> parts() {
        return List.of(date, region, service, terminator);
    }

    /**
     * Everything that does not fit is told in one message, as AWS does.
     *
     * @param here the region that is spoken to
     * @param addressed the signing name of the service that is spoken to; empty if nobody can tell
     * @param at the time of signing as it was sent
     * @throws AwsException InvalidSignatureException if the signature was made for something else
     */
    void requireFor(String here, String addressed, String at) {
        StringBuilder wrong = new StringBuilder();
        if (!region.equals(here) && !(GLOBAL.contains(service) && REGIONS_OF_GLOBAL.contains(region))) {
            wrong.append("Credential should be scoped to a valid region. ");
        }
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
