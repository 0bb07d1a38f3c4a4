package dev.sluice.engine.jsonpath;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.request.Json;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTest {

    private static final JsonNode EVENT = Json.parseTrusted("""
            {"detail-type":"t","detail":{"a_b":{"c-d":1},"list":[{"n":1},{"n":2},{"m":3}],"a/b":true,"x y":"z","no":null,"d.t":4}}""");

    @ParameterizedTest(name = "{0} finds {1}")
    @DisplayName("B.11, B.12: names, indexes and wildcards")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "nothing", textBlock = """
            $.detail-type         | "t"
            $.detail.a_b.c-d      | 1
            $.detail.list[1]      | {"n":2}
            $.detail.list[1].n    | 2
            $.detail.list[*].n    | [1,2]
            $.detail.list.*.n     | [1,2]
            $.detail.list[0].*    | [1]
            $.detail.a/b          | true
            $.detail['x y']       | "z"
            $.detail["d.t"]       | 4
            $['detail']['a_b']    | {"c-d":1}
            $.detail.no           | null
            $.detail.list[9]      | nothing
            $.detail.list[*].none | nothing
            $.detail.none.deeper  | nothing
            $.detail-type.deeper  | nothing
            """)
    void finds(String path, String found) {
        assertThat(JsonPath.parse(path)
                        .orElseThrow()
                        .find(EVENT)
                        .map(Json::text)
                        .orElse(null))
                .isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "detail", "$detail", "$.", "$..a", "$.a[", "$.a[]", "$.a[-1]", "$.a[x]", "$.a['b", "$[", "$.a[0]b"
            })
    void whatIsNoPathIsRefused(String text) {
        assertThat(JsonPath.parse(text)).isEmpty();
    }
}
