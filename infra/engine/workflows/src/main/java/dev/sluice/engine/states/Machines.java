package dev.sluice.engine.states;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import dev.sluice.engine.states.task.Machine;
import dev.sluice.engine.store.Documents;
import java.util.List;
import java.util.Optional;

/** All state machines, and who may do what with them. Thread-safe. */
final class Machines {

    static final TextConstraint ARN = TextConstraint.length(1, 256);

    private final Kernel kernel;
    private final Documents<Machine> documents;

    Machines(Kernel kernel) {
        this.kernel = kernel;
        this.documents = new Documents<>(kernel.store(), "states.machine", Machine.class);
    }

    String arn(Caller caller, String name) {
        return kernel.arn("states", caller.account(), "stateMachine:" + name);
    }

    Optional<Machine> find(String arn) {
        return documents.get(arn);
    }

    List<Machine> of(String account) {
        return documents.list().stream()
                .filter(machine -> machine.arn().split(":", 6)[4].equals(account))
                .toList();
    }

    void put(Machine machine) {
        documents.put(machine.arn(), machine);
    }

    void remove(Machine machine) {
        documents.remove(machine.arn());
    }

    /** The machine that {@code member} names, once the caller may do {@code action} on it. */
    Machine named(Members request, String member, Caller caller, String action) {
        String arn = request.required(member, ARN);
        request.check();
        if (!arn.matches("arn:aws:states:[a-z0-9-]+:\\d{12}:stateMachine:[^:]+(:.*)?")) {
            throw AwsException.of("InvalidArn", "Invalid Arn: '" + arn + "'");
        }
        kernel.access().require(caller, "states:" + action, arn);
        return find(arn).orElseThrow(() -> missing(arn));
    }

    static AwsException missing(String arn) {
        return AwsException.of("StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'");
    }

    /** Names of machines and executions. */
    static String name(String name) {
        if (name.isEmpty()
                || name.length() > 80
                || name.matches("(?s).*[\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\p{Cntrl}].*")) {
            throw AwsException.of("InvalidName", "Invalid Name: '" + name + "'");
        }
        return name;
    }
}
