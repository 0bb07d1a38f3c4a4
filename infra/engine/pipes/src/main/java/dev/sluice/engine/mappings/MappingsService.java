package dev.sluice.engine.mappings;

import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Protocol;
import dev.sluice.engine.aws.Service;
import java.util.List;
import java.util.Map;

/** Starts and stops the mappings with the engine: their operations are lambda's. */
public record MappingsService(EventSourceMappings mappings) implements Service {

    @Override
    public String name() {
        return "lambda.mappings";
    }

    @Override
    public List<Protocol> protocols() {
        return List.of();
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of();
    }

    @Override
    public void start() {
        mappings.start();
    }

    @Override
    public void close() {
        mappings.close();
    }
}
