package dev.sluice.delivery.network;

import dev.sluice.network.AddressGuard;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/**
 * What a webhook URL must look like. Thread-safe.
 *
 * @param insecure whether plain {@code http} is taken
 */
public record UrlRules(AddressGuard guard, boolean insecure) {

    /** The most characters of a URL. */
    public static final int LONGEST = 2_048;

    private static final int LONGEST_HOST = 253;

    /** What is wrong with the text of the URL; empty if nothing is. */
    public Optional<String> problem(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.of("must have 1 to " + LONGEST + " characters");
        }
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            return Optional.of("is not a URL: " + e.getReason());
        }
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(insecure && scheme.equals("http"))) {
            return Optional.of(insecure ? "must begin with https:// or http://" : "must begin with https://");
        }
        if (url.getRawUserInfo() != null || text.contains("@") && url.getHost() == null) {
            return Optional.of("must not hold a user name or password: send them in headers, as"
                    + " \"Authorization\": \"Basic \" and the Base64 of user:password");
        }
        if (url.getRawFragment() != null) {
            return Optional.of("must not have a fragment");
        }
        return hostProblem(url);
    }

    private static Optional<String> hostProblem(URI url) {
        String host = url.getHost();
        if (host == null || host.isEmpty() || host.length() > LONGEST_HOST) {
            String authority = String.valueOf(url.getRawAuthority());
            if (authority.contains("_")) {
                return Optional.of("names the host " + authority
                        + ", and host names have letters, digits and hyphens, but no underscores");
            }
            return Optional.of(
                    authority.chars().allMatch(c -> c < 128)
                            ? "must name a host"
                            : "must name a host in ASCII: in punycode, such as xn--bcher-kva.example for b\u00fccher.example");
        }
        if (host.contains("%")) {
            return Optional.of("must not name a network zone");
        }
        if (url.getPort() == 0 || url.getPort() > 65_535) {
            return Optional.of("must name a port from 1 to 65535");
        }
        return Optional.empty();
    }

    /**
     * What is wrong with where the URL leads now; empty if nothing is, or if its name cannot be resolved yet. The sender looks
     * again at each connection.
     */
    public Optional<String> addressProblem(String text) {
        try {
            return guard.forbidden(InetAddress.getAllByName(URI.create(text).getHost()))
                    .map(address -> "leads to " + address.getHostAddress() + ", which may not be reached");
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
