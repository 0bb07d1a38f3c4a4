package dev.sluice.engine.aws;

import java.util.List;
import java.util.Map;

/** How a service is spoken to over HTTP. */
public sealed interface Protocol {

    /** AWS JSON: {@code POST /} with {@code X-Amz-Target: <targetPrefix>.<Operation>}; {@code version} is 1.0 or 1.1. */
    record Json(String targetPrefix, String version) implements Protocol {}

    /**
     * AWS query: form parameters in, XML out.
     *
     * @param flattened lists appear as repeated elements (SQS)
     * @param errorCodes codes of this protocol that differ from the names of the errors; a service that speaks JSON too sends
     *     them there in the header {@code x-amzn-query-error}
     */
    record Query(String apiVersion, String xmlNamespace, boolean flattened, Map<String, String> errorCodes)
            implements Protocol {

        public Query(String apiVersion, String xmlNamespace, boolean flattened) {
            this(apiVersion, xmlNamespace, flattened, Map.of());
        }
    }

    /** Smithy RPC v2 CBOR: {@code POST /service/<service>/operation/<Operation>}. */
    record Cbor(String service) implements Protocol {}

    /** REST JSON: routes of method and path template. */
    record RestJson(List<Route> routes) implements Protocol {}

    /**
     * One REST route.
     *
     * @param path template with {@code {Name}} segments, which become input members; {@code {Name+}} takes the rest of the path
     * @param payload true if the request body is a blob, not JSON members
     */
    record Route(String method, String path, String operation, int status, boolean payload) {

        public static Route of(String method, String path, String operation) {
            return new Route(method, path, operation, 200, false);
        }
    }
}
