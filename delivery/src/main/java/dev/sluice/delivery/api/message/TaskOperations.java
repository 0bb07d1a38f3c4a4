package dev.sluice.delivery.api.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.delivery.api.ApiException;
import dev.sluice.delivery.api.ApiRequest;
import dev.sluice.delivery.api.ApiResponse;
import dev.sluice.delivery.api.Operation;
import dev.sluice.delivery.api.Operations;
import dev.sluice.delivery.api.Principal;
import dev.sluice.delivery.api.Scope;
import dev.sluice.delivery.api.input.Field;
import dev.sluice.delivery.api.input.Fields;
import dev.sluice.delivery.api.input.Rules;
import dev.sluice.delivery.task.Task;
import dev.sluice.delivery.task.Tasks;
import dev.sluice.rules.json.Json;
import java.util.List;
import java.util.Map;

/** What became of tasks. They are of all applications, so that only the owner of the installation sees them. */
final class TaskOperations implements Operations {

    private static final String TASKS = "/api/v1/background-task";
    private static final int KIND = 64;

    private final Tasks tasks;

    TaskOperations(Tasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                new Operation("GET", TASKS, Scope.TASKS_READ, this::list),
                new Operation("GET", TASKS + "/{task_id}", Scope.TASKS_READ, this::get));
    }

    private ApiResponse list(ApiRequest request) {
        Fields query = request.query();
        Field<Task.Status> status = query.optional(
                "status",
                Rules.oneOf(Map.of(
                        "running", Task.Status.RUNNING,
                        "finished", Task.Status.FINISHED,
                        "failed", Task.Status.FAILED)));
        Field<String> kind = query.optional("task", Rules.text(1, KIND));
        query.check();
        boolean all = request.caller().kind() == Principal.Kind.OPERATOR;
        return ApiResponse.ok(request.page(false)
                .answer(
                        (from, ascending, limit) -> all
                                ? tasks.list(
                                        task -> status.optional()
                                                        .map(task.status()::equals)
                                                        .orElse(true)
                                                && kind.optional()
                                                        .map(task.kind()::equals)
                                                        .orElse(true),
                                        from,
                                        ascending,
                                        limit)
                                : List.of(),
                        Task::id,
                        TaskOperations::whole));
    }

    private ApiResponse get(ApiRequest request) {
        return ApiResponse.ok(tasks.find(request.parameter("task_id"))
                .filter(task -> request.caller().kind() == Principal.Kind.OPERATOR)
                .map(TaskOperations::whole)
                .orElseThrow(() -> ApiException.notFound("The task does not exist.")));
    }

    static ObjectNode summary(Task task) {
        return Json.object()
                .put("id", task.id())
                .put("status", task.status().text())
                .put("task", task.kind())
                .put("updatedAt", task.updatedAt().toString());
    }

    private static ObjectNode whole(Task task) {
        ObjectNode view = summary(task);
        ObjectNode data = view.putObject("data");
        task.data().forEach(data::put);
        return view;
    }
}
