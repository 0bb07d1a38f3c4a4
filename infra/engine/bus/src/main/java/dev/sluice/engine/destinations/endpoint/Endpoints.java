package dev.sluice.engine.destinations.endpoint;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.request.TextConstraint;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which URLs may be called: https anywhere, as on AWS, and plain http on this machine, where receivers under development
 * have no certificate.
 */
public final class Endpoints {

    /** The model's constraint of endpoint URLs. */
    public static final TextConstraint URL = TextConstraint.matching(
            1, 2_048, "^((%[0-9A-Fa-f]{2}|[-()_.!~*';/?:@\\x26=+$,A-Za-z0-9])+)([).!';/?:,])?$");

    private Endpoints() {}

    /**
     * Checks a URL.
     *
     * @param parameter how the error names it
     * @throws AwsException ValidationException if it may not be called
     */
    public static void check(String parameter, String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw invalid(parameter, "it is not a URL.");
        }
        String host = uri.getHost();
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getRawUserInfo() != null || host == null && url.contains("@")) {
            throw invalid(
                    parameter, "credentials belong into a connection, one with BASIC authorization, not into a URL.");
        }
        String authority = String.valueOf(uri.getRawAuthority());
        if (host == null && authority.contains("_") && !authority.contains("@")) {
            throw invalid(parameter, "host names have no underscores, and " + authority + " has one.");
        }
        if (host == null || !(scheme.equals("https") || scheme.equals("http"))) {
            throw invalid(parameter, "it must be an https URL with a host.");
        }
        if (uri.getRawPath().startsWith("//")) {
            throw invalid(parameter, "its path must not begin with two slashes.");
        }
        if (scheme.equals("http") && !isLoopback(host)) {
            throw invalid(
                    parameter,
                    "only https endpoints are allowed; plain http is accepted for localhost, 127.0.0.1 and [::1] only.");
        }
    }

    private static boolean isLoopback(@Nullable String host) {
        return host != null
                && (host.equalsIgnoreCase("localhost")
                        || host.equals("[::1]")
                        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}"));
    }

    private static AwsException invalid(String parameter, String why) {
        return AwsException.validation("Parameter " + parameter + " is not valid. Reason: " + why);
    }
}
