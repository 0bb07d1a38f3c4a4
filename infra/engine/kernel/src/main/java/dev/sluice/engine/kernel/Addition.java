package dev.sluice.engine.kernel;

import dev.sluice.engine.aws.Service;
import java.util.List;

/**
 * Services that the engine runs without, too. It finds them with {@link java.util.ServiceLoader} in what is on its class path,
 * so a module of them can be left out.
 */
public interface Addition {

    /** @param shared what the other services are made of */
    List<Service> services(Kernel kernel, Shared shared);
}
