package dev.sluice.engine.dynamodb.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.request.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{} | Supplied AttributeValue is empty, must contain exactly one of the supported datatypes",
                "{\"S\":\"a\",\"N\":\"1\"} | Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
                "{\"N\":\"abc\"} | The parameter cannot be converted to a numeric value: abc",
                "{\"N\":\"\"} | The parameter cannot be converted to a numeric value",
                "{\"N\":\"NaN\"} | The parameter cannot be converted to a numeric value: NaN",
                "{\"N\":\"123456789012345678901234567890123456789\"} | Attempting to store more than 38 significant digits in a Number",
                "{\"N\":\"1e126\"} | Number overflow. Attempting to store a number with magnitude larger than supported range",
                "{\"N\":\"1e-131\"} | Number underflow. Attempting to store a number with magnitude smaller than supported range",
                "{\"NULL\":false} | One or more parameter values were invalid: Null attribute value types must have the value of true",
                "{\"SS\":[]} | One or more parameter values were invalid: An string set  may not be empty",
                "{\"NS\":[]} | One or more parameter values were invalid: An number set  may not be empty",
                "{\"BS\":[]} | One or more parameter values were invalid: Binary sets should not be empty",
                "{\"SS\":[\"a\",\"b\",\"a\"]} | One or more parameter values were invalid: Input collection [a, b, a] contains duplicates.",
                "{\"NS\":[\"1\",\"1.0\"]} | One or more parameter values were invalid: Input collection [1, 1.0] contains duplicates.",
            })
    void aForbiddenValueIsRefusedInTheWordsOfDynamoDb(String json, String message) throws JsonProcessingException {
        assertThat(failure(json).message()).isEqualTo(message);
        assertThat(failure(json).code()).isEqualTo("ValidationException");
        String nested = "{\"M\":{\"a\":{\"L\":[" + json + "]}}}";
        assertThat(failure(nested).message()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"S\":5} | NUMBER_VALUE cannot be converted to String",
                "{\"BOOL\":\"true\"} | STRING_VALUE cannot be converted to Boolean",
                "{\"L\":{}} | START_OBJECT cannot be converted to List",
                "[] | START_ARRAY cannot be converted to AttributeValue",
                "{\"B\":\"?\"} | Base64 encoded length is expected a multiple of 4 bytes",
            })
    void jsonOfTheWrongShapeIsASerializationException(String json, String message) throws JsonProcessingException {
        assertThat(failure(json).message()).isEqualTo(message);
        assertThat(failure(json).code()).isEqualTo("SerializationException");
    }

    @Test
    void thirtyTwoLevelsAreKeptAndOneMoreIsRefused() throws JsonProcessingException {
        assertThat(ValueReader.value(nested(32))).isNotNull();
        AwsException failure = catchThrowableOfType(AwsException.class, () -> ValueReader.value(nested(33)));
        assertThat(failure.message()).isEqualTo("Nesting Levels have exceeded supported limits");
    }

    private static JsonNode nested(int levels) throws JsonProcessingException {
        return Json.parse("{\"L\":[".repeat(levels) + "{\"S\":\"x\"}" + "]}".repeat(levels));
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, 1",
        "-0.00, 0",
        "1e3, 1000",
        "+007, 7",
        "1.20, 1.2",
        "0.001, 0.001",
        "12345678901234567890123456789012345678, 12345678901234567890123456789012345678"
    })
    void numbersHaveOneForm(String written, String kept) throws JsonProcessingException {
        AttributeValue value = ValueReader.value(Json.parse("{\"N\":\"" + written + "\"}"));
        assertThat(ValueWriter.value(value).path("N").asText()).isEqualTo(kept);
    }

    @Test
    void everyTypeSurvivesTheStore() throws JsonProcessingException {
        JsonNode json = Json.parse("""
                {"s":{"S":"x\\u00e9\\ud83d\\ude00"},"n":{"N":"-1.5"},"b":{"B":"AAH/"},"t":{"BOOL":false},"z":{"NULL":true},
                 "m":{"M":{"a":{"S":""}}},"l":{"L":[{"N":"1"},{"S":"a"}]},"ss":{"SS":["b","a"]},"ns":{"NS":["3","1"]},
                 "bs":{"BS":["AA==","AQ=="]}}""");
        Item item = ValueReader.item(json);
        assertThat(ItemBytes.read(ItemBytes.write(item))).isEqualTo(item);
        assertThat((JsonNode) ValueWriter.item(item)).isEqualTo(json);
    }

    @Test
    void setsAreEqualWhateverTheirOrder() throws JsonProcessingException {
        assertThat(ValueReader.value(Json.parse("{\"NS\":[\"1\",\"2\"]}")))
                .isEqualTo(ValueReader.value(Json.parse("{\"NS\":[\"2.0\",\"1\"]}")));
    }

    @Test
    void sizesCountNamesAndUtf8() {
        Item item = new Item(java.util.Map.of("é", new AttributeValue.S("\uD83D\uDE00x")));
        assertThat(Sizes.of(item)).isEqualTo(2 + 5);
    }

    private static AwsException failure(String json) throws JsonProcessingException {
        JsonNode node = Json.parse(json);
        AwsException failure = catchThrowableOfType(AwsException.class, () -> ValueReader.value(node));
        assertThat(failure).as(json).isNotNull();
        return failure;
    }
}
