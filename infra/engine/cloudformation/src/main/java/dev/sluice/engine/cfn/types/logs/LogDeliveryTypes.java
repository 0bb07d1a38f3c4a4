package dev.sluice.engine.cfn.types.logs;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.cfn.resource.ResourceType;
import java.util.List;

/** The types of this package. */
public final class LogDeliveryTypes {

    public static final List<ResourceType> ALL =
            List.of(new LogsDelivery(), new LogsDeliveryDestination(), new LogsDeliverySource());

    private LogDeliveryTypes() {}

    /** Removes what may be gone. */
    static void orGone(Runnable removal) {
        try {
            removal.run();
        } catch (AwsException e) {
            if (!e.code().equals("ResourceNotFoundException")) {
                throw e;
            }
        }
    }
}
