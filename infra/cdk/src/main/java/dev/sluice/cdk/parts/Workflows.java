package dev.sluice.cdk.parts;

import dev.sluice.rules.catalog.Workflow;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.stepfunctions.CfnStateMachine;
import software.constructs.Construct;

/** Workflows: each with its own role, which is there before it. STANDARD ones keep the history of each execution by themselves. */
public final class Workflows {

    private Workflows() {}

    /**
     * @param names what the definition writes in braces, and what it stands for
     * @param permissions what its tasks need
     */
    public static CfnStateMachine of(
            Construct scope, Workflow workflow, Map<String, String> names, List<PolicyStatement> permissions) {
        CfnStateMachine machine = CfnStateMachine.Builder.create(scope, "Workflow")
                .stateMachineName(workflow.name())
                .stateMachineType("STANDARD")
                .definitionString(workflow.definition().toString())
                .definitionSubstitutions(names)
                .roleArn(Roles.workflow(scope, workflow.name(), permissions).getRoleArn())
                .build();
        Alarms.failedWorkflow(scope, workflow.name());
        return machine;
    }
}
