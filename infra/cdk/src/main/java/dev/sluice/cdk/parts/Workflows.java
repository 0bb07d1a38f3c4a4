package dev.sluice.cdk.parts;

import dev.sluice.rules.catalog.model.Workflow;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.amazon.awscdk.services.stepfunctions.StateMachineType;
import software.constructs.Construct;

/** State machines from the catalog's workflows: each with its own role and alarm. STANDARD ones keep the history of each execution by themselves. */
public final class Workflows {

    private Workflows() {}

    /**
     * Makes the state machine with the id {@code Workflow}.
     *
     * @param names what the definition writes in braces, and what it stands for
     * @param permissions what its tasks need
     */
    public static StateMachine of(
            Construct scope, Workflow workflow, Map<String, String> names, List<PolicyStatement> permissions) {
        StateMachine machine = StateMachine.Builder.create(scope, "Workflow")
                .stateMachineName(workflow.name())
                .stateMachineType(StateMachineType.STANDARD)
                .definitionBody(DefinitionBody.fromString(workflow.definition().toString()))
                .definitionSubstitutions(names)
                .role(Roles.workflow(scope, workflow.name(), permissions))
                .build();
        Alarms.failedWorkflow(scope, workflow.name());
        return machine;
    }
}
