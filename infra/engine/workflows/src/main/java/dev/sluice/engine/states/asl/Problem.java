package dev.sluice.engine.states.asl;

/**
 * What is wrong with a definition, as ValidateStateMachineDefinition reports it.
 *
 * @param location such as {@code /States/Approve/Resource}
 */
public record Problem(String code, String message, String location) {

    /** As InvalidDefinition prints it. */
    public String text() {
        return code + ": " + message + (location.isEmpty() ? "" : " at " + location);
    }
}
