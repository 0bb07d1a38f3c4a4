package dev.sluice.engine.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.aws.AwsException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which route takes a request.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html#http-api-develop-routes.evaluation">Routing</a>
 */
class RouteKeyTest {

    private static final List<RouteKey> ROUTES = Stream.of(
                    "$default",
                    "ANY /{proxy+}",
                    "GET /pets/{proxy+}",
                    "GET /pets/dog/{id}",
                    "ANY /pets/dog/1",
                    "GET /pets/dog/1",
                    "ANY /{kind}/cat/1",
                    "POST /only")
            .map(RouteKey::of)
            .sorted()
            .toList();

    private static String taken(String method, String path) {
        return ROUTES.stream()
                .filter(key -> key.match(method, RouteKey.segments(path)).isPresent())
                .findFirst()
                .map(RouteKey::text)
                .orElse("none");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/pets/dog/1,GET /pets/dog/1",
        "POST,/pets/dog/1,ANY /pets/dog/1",
        "GET,/pets/dog/2,GET /pets/dog/{id}",
        "GET,/pets/cat/1,ANY /{kind}/cat/1",
        "GET,/pets/cat/2,GET /pets/{proxy+}",
        "POST,/test/5,ANY /{proxy+}",
        "POST,/only,POST /only",
        "GET,/only,ANY /{proxy+}",
        "GET,/,$default",
        "GET,/pets/,ANY /{proxy+}",
        "GET,/pets/dog/%31,GET /pets/dog/1"
    })
    void theMostSpecificRouteTakesARequest(String method, String path, String key) {
        assertThat(taken(method, path)).isEqualTo(key);
    }

    @Test
    void variablesAreDecodedAndKeepTheirSegments() {
        assertThat(RouteKey.of("GET /a/{b}/{c+}").match("GET", RouteKey.segments("/a/x%2Fy/1/%20z")))
                .isEqualTo(Optional.of(Map.of("b", "x/y", "c", "1/ z")));
        assertThat(RouteKey.of("GET /{b}").match("GET", RouteKey.segments("/a+b%")))
                .as("not percent-encoded")
                .isEqualTo(Optional.of(Map.of("b", "a+b%")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET",
                "GET pets",
                "FETCH /pets",
                "get /pets",
                "GET /{a+}/b",
                "GET /a{b}",
                "GET /{}",
                "GET /{a"
            })
    void whatIsNotARouteKeyIsRefused(String text) {
        assertThatThrownBy(() -> RouteKey.of(text))
                .isInstanceOf(AwsException.class)
                .hasMessageStartingWith("routeKey ");
    }
}
