package dev.sluice.delivery.api.input;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Svix client library that a request was sent by, as its {@code User-Agent} says: {@code svix-libs/VERSION/LANGUAGE}.
 *
 * @param language such as {@code python}
 */
public record ClientLibrary(int major, int minor, String language) {

    private static final Pattern AGENT =
            Pattern.compile("svix-libs/(\\d{1,6})\\.(\\d{1,6})[^/\\s]{0,40}/([a-z#+]{1,20}).*");

    /** Empty if it is another client's. */
    public static Optional<ClientLibrary> of(String userAgent) {
        Matcher agent = AGENT.matcher(userAgent);
        return agent.matches()
                ? Optional.of(new ClientLibrary(
                        Integer.parseInt(agent.group(1)), Integer.parseInt(agent.group(2)), agent.group(3)))
                : Optional.empty();
    }

    /** Whether it speaks the second version of the API's dialect, such as {@code eventTypes} for {@code filterTypes}. */
    public boolean speaksSecondVersion() {
        return major >= 2;
    }
}
