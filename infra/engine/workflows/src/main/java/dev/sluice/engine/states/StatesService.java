package dev.sluice.engine.states;

import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Protocol;
import dev.sluice.engine.aws.Service;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.states.run.Executions;
import dev.sluice.engine.states.task.Tasks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Step Functions: service {@code states}. STANDARD executions survive a restart; a task that was under way then is done again.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/Welcome.html">API reference</a>
 */
public final class StatesService implements Service {

    private final Map<String, Operation> operations = new HashMap<>();
    private final Executions executions;

    public StatesService(Kernel kernel) {
        Tasks tasks = new Tasks(kernel);
        Machines machines = new Machines(kernel);
        executions = new Executions(kernel, tasks);
        operations.putAll(new MachineOperations(kernel, machines, executions, tasks).operations());
        operations.putAll(new ExecutionOperations(kernel, machines, executions).operations());
        operations.putAll(new TagOperations(machines).operations());
    }

    @Override
    public String name() {
        return "states";
    }

    @Override
    public List<Protocol> protocols() {
        return List.of(new Protocol.Json("AWSStepFunctions", "1.0"));
    }

    @Override
    public Map<String, Operation> operations() {
        return operations;
    }

    @Override
    public void start() {
        executions.start();
    }

    @Override
    public void close() {
        executions.close();
    }
}
