package dev.sluice.delivery.api.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.delivery.api.ApiException;
import dev.sluice.delivery.api.ApiRequest;
import dev.sluice.delivery.api.ApiResponse;
import dev.sluice.delivery.api.Operation;
import dev.sluice.delivery.api.Operations;
import dev.sluice.delivery.api.Owner;
import dev.sluice.delivery.api.Scope;
import dev.sluice.delivery.api.id.Ids;
import dev.sluice.delivery.api.input.Field;
import dev.sluice.delivery.api.input.Fields;
import dev.sluice.delivery.api.input.Rule;
import dev.sluice.delivery.api.input.Rules;
import dev.sluice.delivery.application.Application;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Applications: the tenants. */
public final class ApplicationOperations implements Operations {

    private static final String ALL = "/api/v1/app";
    private static final String ONE = ALL + "/{app_id}";
    private static final Rule<String> NAME = Rules.text(1, 256);
    private static final Rule<String> UID = Rules.name(256);

    private final RegisteredApplications applications;

    public ApplicationOperations(RegisteredApplications applications) {
        this.applications = applications;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                new Operation("GET", ALL, Scope.APPLICATIONS_WRITE, this::list),
                new Operation("POST", ALL, Scope.APPLICATIONS_WRITE, this::create),
                new Operation("GET", ONE, Scope.APPLICATIONS_READ, request -> ApiResponse.ok(view(found(request)))),
                new Operation("PUT", ONE, Scope.APPLICATIONS_WRITE, this::put),
                new Operation("PATCH", ONE, Scope.APPLICATIONS_WRITE, this::patch),
                new Operation("DELETE", ONE, Scope.APPLICATIONS_WRITE, this::delete));
    }

    private ApiResponse list(ApiRequest request) {
        return ApiResponse.ok(
                request.page(true).answer(applications::list, Application::id, ApplicationOperations::view));
    }

    private ApiResponse create(ApiRequest request) {
        Fields query = request.query();
        Field<Boolean> ifExists = query.optional("get_if_exists", Rules.flag());
        query.check();
        RegisteredApplications.Draft draft = draft(request.fields());
        Optional<Application> existing =
                ifExists.or(false) ? draft.uid().flatMap(applications::find) : Optional.empty();
        return existing.isPresent()
                ? ApiResponse.ok(view(existing.get()))
                : ApiResponse.created(view(applications.create(draft)));
    }

    /** An application that another request brings along: the one with its uid, or a new one. */
    public Owner getOrCreate(Fields body) {
        RegisteredApplications.Draft draft = draft(body);
        return draft.uid()
                .flatMap(applications::find)
                .orElseGet(() -> applications.create(draft))
                .owner();
    }

    private ApiResponse put(ApiRequest request) {
        RegisteredApplications.Draft draft = draft(request.fields());
        if (request.application().isPresent()) {
            return ApiResponse.ok(view(applications.replace(found(request), draft)));
        }
        String path = request.parameter("app_id");
        Optional<String> uid = draft.uid().or(() -> Optional.of(path).filter(id -> !Ids.isId(Ids.APPLICATION, id)));
        return ApiResponse.created(view(applications.create(
                new RegisteredApplications.Draft(draft.name(), uid, draft.throttleRate(), draft.metadata()))));
    }

    private ApiResponse patch(ApiRequest request) {
        Fields body = request.fields();
        Field<String> name = body.patched("name", NAME);
        Field<String> uid = body.optional("uid", UID);
        Field<Long> rate = body.either(Inputs.RATE, "throttleRate", "rateLimit");
        Field<Map<String, String>> metadata = body.patched("metadata", Rules.metadata());
        body.check();
        Application changed = applications.change(
                found(request),
                before -> new Application(
                        before.id(),
                        before.tenant(),
                        name.or(before.name()),
                        uid.after(before.uid()),
                        rate.given() ? rate.optional().map(Long::intValue) : before.throttleRate(),
                        metadata.or(before.metadata()),
                        before.createdAt(),
                        before.updatedAt(),
                        before.revision()));
        return ApiResponse.ok(view(changed));
    }

    private ApiResponse delete(ApiRequest request) {
        applications.delete(found(request));
        return ApiResponse.noContent();
    }

    private Application found(ApiRequest request) {
        return applications
                .find(request.owner().id())
                .orElseThrow(() -> ApiException.notFound("The application does not exist."));
    }

    private static RegisteredApplications.Draft draft(Fields body) {
        Field<String> name = body.required("name", NAME);
        Field<String> uid = body.optional("uid", UID);
        Field<Long> rate = body.either(Inputs.RATE, "throttleRate", "rateLimit");
        Field<Map<String, String>> metadata = body.optional("metadata", Rules.metadata());
        body.check();
        return new RegisteredApplications.Draft(
                name.value(), uid.optional(), rate.optional().map(Long::intValue), metadata.or(Map.of()));
    }

    private static ObjectNode view(Application application) {
        return Views.application(application);
    }
}
