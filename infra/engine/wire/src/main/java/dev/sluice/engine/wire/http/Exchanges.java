package dev.sluice.engine.wire.http;

import dev.sluice.engine.wire.protocol.Answer;
import dev.sluice.engine.wire.protocol.Exchange;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Between Jetty's requests and responses and ours. */
final class Exchanges {

    private Exchanges() {}

    /** The request without its body. */
    static Exchange head(Request request) {
        Map<String, String> headers = new HashMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.merge(
                    field.getName().toLowerCase(Locale.ROOT), String.valueOf(field.getValue()), (a, b) -> a + "," + b);
        }
        String raw = request.getHttpURI().getPath();
        String query = request.getHttpURI().getQuery();
        String decoded = Request.getPathInContext(request);
        return new Exchange(
                request.getMethod(),
                decoded == null || decoded.isEmpty() ? "/" : decoded,
                raw == null || raw.isEmpty() ? "/" : raw,
                query == null ? "" : query,
                headers,
                new byte[0]);
    }

    static void write(Answer answer, Response response, Callback callback) {
        response.setStatus(answer.status());
        if (!answer.contentType().isEmpty()) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
        }
        answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        answer.cookies().forEach(cookie -> response.getHeaders().add(HttpHeader.SET_COOKIE, cookie));
        if (answer.status() != HttpStatus.NO_CONTENT_204 && answer.status() != HttpStatus.NOT_MODIFIED_304) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
        }
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }

    /** For responses to requests whose body has not been read: the next request on the connection cannot be distinguished from it. */
    static void writeAndClose(Answer answer, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        write(answer, response, callback);
    }
}
