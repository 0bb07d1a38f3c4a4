package dev.sluice.cli.stack;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a Sluice stack is given on a laptop and must not be given on AWS: receivers are on loopback and speak plain HTTP.
 * It goes by the parameters that the template declares, wherever the template lies.
 */
public final class Laptop {

    private static final String INSECURE = "AllowInsecureEndpoints";
    private static final Map<String, String> VALUES =
            Map.of("AllowedNetworks", "127.0.0.0/8,::1/128", INSECURE, "true");

    private Laptop() {}

    /** Values for parameters of the template; those that were given count before all others. */
    public static Map<String, String> parameters(Declared template, Map<String, String> given) {
        Map<String, String> all = new LinkedHashMap<>();
        if (isSluice(template)) {
            template.parameters().keySet().stream()
                    .filter(VALUES::containsKey)
                    .forEach(name -> all.put(name, VALUES.getOrDefault(name, "")));
        }
        all.putAll(given);
        return all;
    }

    static boolean isSluice(Declared template) {
        return template.parameters().containsKey(INSECURE);
    }
}
