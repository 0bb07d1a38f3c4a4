package dev.sluice.cli.stack;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a Sluice stack is given on a laptop and must not be given on AWS: receivers are on loopback and speak plain HTTP, and the
 * engine's own trace records what the buses would log, at a fraction of the bytes.
 * It goes by the parameters that the template declares, wherever the template lies.
 */
public final class Laptop {

    private static final String INSECURE = "AllowInsecureEndpoints";
    private static final String BUS_LOGS = "BusLogLevel";
    private static final Map<String, String> VALUES =
            Map.of("AllowedNetworks", "127.0.0.0/8,::1/128", INSECURE, "true", BUS_LOGS, "OFF");

    private Laptop() {}

    /**
     * Values for parameters of the template; those that were given count before all others.
     *
     * @param trace whether the engine's trace can be read, so that the buses need not log
     */
    public static Map<String, String> parameters(Declared template, Map<String, String> given, boolean trace) {
        Map<String, String> all = new LinkedHashMap<>();
        if (isSluice(template)) {
            template.parameters().keySet().stream()
                    .filter(VALUES::containsKey)
                    .filter(name -> trace || !name.equals(BUS_LOGS))
                    .forEach(name -> all.put(name, VALUES.getOrDefault(name, "")));
        }
        all.putAll(given);
        return all;
    }

    static boolean isSluice(Declared template) {
        return template.parameters().containsKey(INSECURE);
    }
}
