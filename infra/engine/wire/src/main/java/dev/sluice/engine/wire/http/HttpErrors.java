package dev.sluice.engine.wire.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the HTTP server refuses before any protocol sees it (no HTTP, headers too large, a broken body), in AWS's shape. */
final class HttpErrors extends ErrorHandler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        String code = status < 500 ? "MalformedHttpRequestException" : "InternalFailure";
        String body = "{\"__type\":\"" + code + "\",\"message\":\"The HTTP request cannot be read (" + status + ").\"}";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
        response.getHeaders().put("x-amzn-errortype", code);
        response.write(true, ByteBuffer.wrap(bytes), callback);
        return true;
    }
}
