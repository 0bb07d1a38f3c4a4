package dev.sluice.engine.dynamodb.expression;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sluice.engine.dynamodb.expression.token.Placeholders;
import dev.sluice.engine.dynamodb.value.Item;
import dev.sluice.engine.dynamodb.value.ValueReader;
import dev.sluice.engine.request.Json;
import java.util.Map;

/** One item and one set of placeholders that the tests of this package share. */
public final class Expressions {

    private static final String ITEM = """
            {"id":{"S":"1"},"n":{"N":"5"},"s":{"S":"hello"},"b":{"B":"AAEC"},"t":{"BOOL":true},"z":{"NULL":true},
             "m":{"M":{"a":{"N":"1"},"deep":{"M":{"x":{"S":"y"}}}}},"l":{"L":[{"N":"10"},{"S":"b"},{"M":{"k":{"N":"7"}}}]},
             "ss":{"SS":["a","b"]},"ns":{"NS":["1","2"]},"bs":{"BS":["AA==","AQ=="]},"status":{"S":"open"}}""";
    private static final String VALUES = """
            {":n5":{"N":"5"},":n4":{"N":"4"},":n6":{"N":"6"},":hel":{"S":"hel"},":hello":{"S":"hello"},":a":{"S":"a"},
             ":x":{"S":"x"},":true":{"BOOL":true},":null":{"NULL":true},":b0":{"B":"AAE="},":one":{"N":"1"},":typeS":{"S":"S"},
             ":open":{"S":"open"},":list":{"L":[{"S":"new"}]},":empty":{"L":[]},":ssa":{"SS":["a"]},":ssab":{"SS":["b","a"]},
             ":ssc":{"SS":["c"]},":ns3":{"NS":["3"]},":ns12":{"NS":["1","2"]},":map":{"M":{"q":{"N":"1"}}},":xyz":{"S":"XYZ"}}""";

    private Expressions() {}

    public static Item item() {
        return item(ITEM);
    }

    public static Item item(String json) {
        try {
            return ValueReader.item(Json.parse(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static Placeholders placeholders() {
        return new Placeholders(
                Map.of("#status", "status", "#dot", "a.b", "#m", "m", "#deep", "deep"),
                item(VALUES).attributes());
    }
}
