package dev.sluice.engine.destinations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.testing.Receiver.Arrived;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a receiver gets.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html">API destinations</a>
 */
class RequestTest {

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Arrived sent(String path, String more, Call call) {
        assertThat(bench.send(bench.destination(bench.receiver.url(path), more), call))
                .isEqualTo(new Attempt.Delivered(200));
        return bench.receiver.take();
    }

    @Test
    void theHeadersAreExactlyThoseThatEventBridgeSends() {
        Arrived arrived = sent("/in", "", Call.of("{\"a\":1.50}"));
        assertThat(arrived.requestLine()).isEqualTo("POST /in HTTP/1.1");
        assertThat(arrived.headers())
                .containsExactlyInAnyOrder(
                        "User-Agent: Amazon/EventBridge/ApiDestinations",
                        "Content-Type: application/json; charset=utf-8",
                        "Range: bytes=0-1048575",
                        "Accept-Encoding: gzip,deflate",
                        "Connection: close",
                        "Authorization: Basic dXNlcjpwYXNz",
                        "Content-Length: 10",
                        "Host: " + bench.receiver.url("").substring("http://".length()));
        assertThat(arrived.body()).isEqualTo("{\"a\":1.50}");
    }

    @Test
    void aParameterMayReplaceTheContentTypeAndNothingElseThatEventBridgeSets() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "text/plain");
        headers.put("USER-AGENT", "mine");
        headers.put("Range", "bytes=0-1");
        headers.put("Host", "elsewhere");
        headers.put("Content-Length", "0");
        headers.put("Transfer-Encoding", "chunked");
        headers.put("Authorization", "mine");
        Arrived arrived = sent("/", "", new Call("x", List.of(), headers, Map.of()));
        assertThat(arrived.header("Content-Type")).isEqualTo("text/plain");
        assertThat(arrived.header("User-Agent")).isEqualTo("Amazon/EventBridge/ApiDestinations");
        assertThat(arrived.header("Range")).isEqualTo("bytes=0-1048575");
        assertThat(arrived.header("Host")).startsWith("127.0.0.1");
        assertThat(arrived.header("Authorization")).startsWith("Basic ");
        assertThat(arrived.header("Transfer-Encoding")).isEmpty();
        assertThat(arrived.body()).isEqualTo("x");
        assertThat(arrived.headers()).hasSize(8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A-IM", "Accept-Charset", "Accept-Datetime", "Cache-Control", "Content-Encoding", "Content-MD5", "Date",
                "Expect", "Forwarded", "From", "HTTP2-Settings", "If-Match", "If-Modified-Since", "If-None-Match",
                "If-Range", "If-Unmodified-Since", "Max-Forwards", "Origin", "Pragma", "Proxy-Authorization", "Referer",
                "TE", "Trailer", "Upgrade", "Via", "Warning"
            })
    void aHeaderThatEventBridgeRemovesNeverArrives(String name) {
        Call call = new Call("x", List.of(), Map.of(name, "v"), Map.of());
        assertThat(sent("/", "", call).header(name)).isEmpty();
    }

    @Test
    void theConnectionsParametersWinOverTheTargets() {
        String own = ",\"InvocationHttpParameters\":{"
                + "\"HeaderParameters\":[{\"Key\":\"x-both\",\"Value\":\"connection\",\"IsValueSecret\":true}],"
                + "\"QueryStringParameters\":[{\"Key\":\"both\",\"Value\":\"con nection\"}],"
                + "\"BodyParameters\":[{\"Key\":\"both\",\"Value\":\"connection\"},{\"Key\":\"new\",\"Value\":\"n\"}]}";
        Call call = new Call(
                "{\"both\":\"event\",\"mine\":1.10}",
                List.of(),
                Map.of("X-Both", "target", "X-Mine", "m"),
                Map.of("both", "target", "mine", "a&b=ü/"));
        Arrived arrived = sent("/p?own=1&both=0", own, call);
        assertThat(arrived.requestLine()).isEqualTo("POST /p?own=1&both=con%20nection&mine=a%26b%3D%C3%BC%2F HTTP/1.1");
        assertThat(arrived.header("X-Both")).isEqualTo("connection");
        assertThat(arrived.header("X-Mine")).isEqualTo("m");
        assertThat(arrived.body()).isEqualTo("{\"both\":\"connection\",\"mine\":1.10,\"new\":\"n\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"text\"", "[1]", "not JSON", "7"})
    void bodyParametersLeaveABodyThatIsNoObjectAlone(String body) {
        String own = ",\"InvocationHttpParameters\":{\"BodyParameters\":[{\"Key\":\"k\",\"Value\":\"v\"}]}";
        assertThat(sent("/", own, Call.of(body)).body()).isEqualTo(body);
    }

    @Test
    void pathValuesReplaceTheStarsFromLeftToRightAndStayInTheirSegments() {
        Call call = new Call("x", List.of("a b", "../x?y#z", "left over"), Map.of(), Map.of());
        assertThat(sent("/*/in/*/end?q=*", "", call).requestLine())
                .isEqualTo("POST /a%20b/in/..%2Fx%3Fy%23z/end?q=* HTTP/1.1");
    }

    @Test
    void aMissingHeaderValueIsSentEmpty() {
        Arrived arrived = sent("/", "", new Call("x", List.of(), Map.of("X-Empty", ""), Map.of("q", "")));
        assertThat(arrived.headers()).anyMatch(header -> header.stripTrailing().equals("X-Empty:"));
        assertThat(arrived.requestLine()).isEqualTo("POST /?q= HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Injected: 1", "a\nb", "ü", "\u0000", "\u007f"})
    void aHeaderValueFromAnEventThatIsNotPrintableIsRefusedAndNothingIsSent(String value) {
        String arn = bench.destination(bench.receiver.url("/"), "");
        assertThat(bench.send(arn, new Call("x", List.of(), Map.of("X-Data", value), Map.of())))
                .isEqualTo(new Attempt.Refused(
                        "INVALID_PARAMETER",
                        "The header parameter X-Data has a value that is not made of at most 512 printable ASCII"
                                + " characters."));
        assertThat(bench.receiver.all()).isEmpty();
    }

    @Test
    void parametersOfTooManyCharactersAndDotSegmentsAreRefused() {
        String arn = bench.destination(bench.receiver.url("/*"), "");
        assertThat(bench.send(arn, new Call("x", List.of(), Map.of("X", "v".repeat(513)), Map.of())))
                .isInstanceOf(Attempt.Refused.class);
        assertThat(bench.send(arn, new Call("x", List.of(), Map.of("X Y", "v"), Map.of())))
                .isInstanceOf(Attempt.Refused.class);
        assertThat(bench.send(arn, new Call("x", List.of(), Map.of(), Map.of("q", "v".repeat(513)))))
                .isInstanceOf(Attempt.Refused.class);
        assertThat(bench.send(arn, new Call("x", List.of(".."), Map.of(), Map.of())))
                .isInstanceOf(Attempt.Refused.class);
        assertThat(bench.send(arn, new Call("x", List.of("v".repeat(9_000)), Map.of(), Map.of())))
                .isInstanceOf(Attempt.Refused.class);
        assertThat(bench.receiver.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "POST"})
    void everyMethodIsCalled(String method) {
        String arn = bench.destination(
                bench.connection("BASIC", Bench.BASIC.formatted("")), method, bench.receiver.url("/m"), 300);
        assertThat(bench.send(arn, Call.of("{}"))).isEqualTo(new Attempt.Delivered(200));
        assertThat(bench.receiver.take().requestLine()).isEqualTo(method + " /m HTTP/1.1");
    }

    @Test
    void anApiKeyGoesIntoTheHeaderThatTheConnectionNames() {
        String connection = bench.connection(
                "API_KEY", "{\"ApiKeyAuthParameters\":{\"ApiKeyName\":\"X-Key\",\"ApiKeyValue\":\"k1\"}}");
        String arn = bench.destination(connection, "POST", bench.receiver.url("/"), 300);
        bench.send(arn, Call.of("{}"));
        assertThat(bench.receiver.take().header("x-key")).isEqualTo("k1");
        bench.call(
                "UpdateConnection",
                "{\"Name\":\"c\",\"AuthParameters\":{\"ApiKeyAuthParameters\":{\"ApiKeyValue\":\"k2\"}}}");
        bench.send(arn, Call.of("{}"));
        assertThat(bench.receiver.take().header("x-key")).isEqualTo("k2");
    }
}
