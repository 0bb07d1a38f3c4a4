package dev.sluice.engine.logs.delivery;

import java.util.Map;

/**
 * Where logs may go.
 *
 * @param type CWL, S3, FH or XRAY; the engine delivers to CWL, a log group
 * @param resource the ARN of what is written to
 */
record DeliveryDestination(
        String account, String name, String type, String resource, String format, Map<String, String> tags)
        implements Owned {

    static final String LOG_GROUP = "CWL";

    @Override
    public String label() {
        return name;
    }
}
