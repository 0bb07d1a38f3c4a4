package dev.sluice.engine.cfn;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is remembered of a stack.
 *
 * @param parameters values by name, those of NoEcho parameters too
 * @param hidden names of the NoEcho parameters
 * @param notSimulated resources whose types are accepted and not carried out: {@code LogicalId (Type)}
 * @param createdAt in milliseconds since the epoch
 */
public record StackRecord(
        String name,
        String id,
        String status,
        String reason,
        String description,
        String template,
        Map<String, String> parameters,
        Set<String> hidden,
        List<Output> outputs,
        List<String> notSimulated,
        long createdAt,
        long updatedAt) {

    /** An output of a stack; {@code exportName} is empty if it is not exported. */
    public record Output(String key, String value, String description, String exportName) {}

    /** The account that owns it. */
    String account() {
        return id.split(":", 6)[4];
    }

    StackRecord with(String newStatus, String newReason, long at) {
        return new StackRecord(
                name,
                id,
                newStatus,
                newReason,
                description,
                template,
                parameters,
                hidden,
                outputs,
                notSimulated,
                createdAt,
                at);
    }

    StackRecord with(List<Output> newOutputs, List<String> newNotSimulated) {
        return new StackRecord(
                name,
                id,
                status,
                reason,
                description,
                template,
                parameters,
                hidden,
                newOutputs,
                newNotSimulated,
                createdAt,
                updatedAt);
    }
}
