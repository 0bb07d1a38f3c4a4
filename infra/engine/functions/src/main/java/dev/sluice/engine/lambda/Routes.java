package dev.sluice.engine.lambda;

import dev.sluice.engine.aws.Protocol.Route;
import java.util.List;

/** The paths of Lambda's API. */
final class Routes {

    private static final String FUNCTIONS = "/2015-03-31/functions";
    private static final String FUNCTION = FUNCTIONS + "/{FunctionName}";
    private static final String EVENT_INVOKE = "/2019-09-25/functions/{FunctionName}/event-invoke-config";
    private static final String TAGS = "/2017-03-31/tags/{Resource}";
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;

    static final List<Route> ALL = List.of(
            new Route("POST", FUNCTION + "/invocations", "Invoke", OK, true),
            route("POST", FUNCTIONS, "CreateFunction", CREATED),
            route("GET", FUNCTIONS, "ListFunctions", OK),
            route("GET", FUNCTION, "GetFunction", OK),
            route("DELETE", FUNCTION, "DeleteFunction", NO_CONTENT),
            route("GET", FUNCTION + "/configuration", "GetFunctionConfiguration", OK),
            route("PUT", FUNCTION + "/configuration", "UpdateFunctionConfiguration", OK),
            route("PUT", FUNCTION + "/code", "UpdateFunctionCode", OK),
            route("POST", FUNCTION + "/versions", "PublishVersion", CREATED),
            route("GET", FUNCTION + "/versions", "ListVersionsByFunction", OK),
            route("POST", FUNCTION + "/aliases", "CreateAlias", CREATED),
            route("GET", FUNCTION + "/aliases", "ListAliases", OK),
            route("GET", FUNCTION + "/aliases/{Name}", "GetAlias", OK),
            route("PUT", FUNCTION + "/aliases/{Name}", "UpdateAlias", OK),
            route("DELETE", FUNCTION + "/aliases/{Name}", "DeleteAlias", NO_CONTENT),
            route("POST", FUNCTION + "/policy", "AddPermission", CREATED),
            route("GET", FUNCTION + "/policy", "GetPolicy", OK),
            route("DELETE", FUNCTION + "/policy/{StatementId}", "RemovePermission", NO_CONTENT),
            route("PUT", "/2017-10-31/functions/{FunctionName}/concurrency", "PutFunctionConcurrency", OK),
            route(
                    "DELETE",
                    "/2017-10-31/functions/{FunctionName}/concurrency",
                    "DeleteFunctionConcurrency",
                    NO_CONTENT),
            route("GET", "/2019-09-30/functions/{FunctionName}/concurrency", "GetFunctionConcurrency", OK),
            route("PUT", EVENT_INVOKE, "PutFunctionEventInvokeConfig", OK),
            route("POST", EVENT_INVOKE, "UpdateFunctionEventInvokeConfig", OK),
            route("GET", EVENT_INVOKE, "GetFunctionEventInvokeConfig", OK),
            route("DELETE", EVENT_INVOKE, "DeleteFunctionEventInvokeConfig", NO_CONTENT),
            route("GET", EVENT_INVOKE + "/list", "ListFunctionEventInvokeConfigs", OK),
            route("POST", TAGS, "TagResource", NO_CONTENT),
            route("GET", TAGS, "ListTags", OK),
            route("DELETE", TAGS, "UntagResource", NO_CONTENT),
            route("GET", "/2016-08-19/account-settings", "GetAccountSettings", OK));

    private Routes() {}

    private static Route route(String method, String path, String operation, int status) {
        return new Route(method, path, operation, status, false);
    }
}
