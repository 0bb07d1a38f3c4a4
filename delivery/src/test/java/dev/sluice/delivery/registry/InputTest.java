package dev.sluice.delivery.registry;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.rules.json.Json;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InputTest {

    private static Stream<Arguments> readings() {
        return Stream.of(
                reading("\"x\\ud800\"", input -> input.optional("field")),
                reading("[\"a\",\"\\udc00\"]", input -> input.texts("field")),
                reading("{\"a\":\"\\ud800b\"}", input -> input.map("field")));
    }

    private static Arguments reading(String value, Consumer<Input> read) {
        return Arguments.of(value, read);
    }

    @ParameterizedTest
    @MethodSource("readings")
    void halfOfASurrogatePairIsRefusedWhereverATextStands(String value, Consumer<Input> read) throws Exception {
        Input input = new Input(Json.parse("{\"field\":" + value + "}"));
        assertThatThrownBy(() -> read.accept(input))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("half of a surrogate pair");
    }
}
