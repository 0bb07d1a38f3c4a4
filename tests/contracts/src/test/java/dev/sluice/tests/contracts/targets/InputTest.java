package dev.sluice.tests.contracts.targets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.tests.contracts.Contract;
import dev.sluice.tests.contracts.Line;
import dev.sluice.tests.contracts.cloud.Json;
import dev.sluice.tests.contracts.cloud.Queue;
import dev.sluice.tests.contracts.cloud.Rule;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * What a target gets instead of the event. Details and templates are written with single quotes.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html">Input transformation</a>
 */
class InputTest extends Contract {

    private static final String ALL = "{\"source\":[\"shop\"]}";
    private static final String DETAIL =
            "{'u':'0a78','obj':{'acc_id':'0a','sf_id':'baz'},'list':['ACTIVE','INACTIVE'],'b':true,'n':1.50,'a-b_c':'dash','items':[{'k':1},{'k':2}]}"
                    .replace('\'', '"');

    private String delivered(Consumer<Target.Builder> input) {
        Rule rule = lab.rule(lab.bus(), ALL);
        Queue queue = lab.queue();
        rule.target(target -> input.accept(target.arn(queue.arn())));
        lab.put(rule.bus(), DETAIL);
        return queue.takeBody();
    }

    private static void transform(Target.Builder target, Map<String, String> paths, String template) {
        target.inputTransformer(input -> input.inputPathsMap(paths).inputTemplate(template));
    }

    @Test
    @Line("B.11")
    void aConstantIsDeliveredAsItIs() {
        assertThat(delivered(target -> target.input("{\"constant\":[1]}"))).isEqualTo("{\"constant\":[1]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            $.detail.u          | '0a78'
            $.detail.obj        | {'acc_id':'0a','sf_id':'baz'}
            $.detail.list[1]    | 'INACTIVE'
            $.detail.list       | ['ACTIVE','INACTIVE']
            $.detail.b          | true
            $.detail.a-b_c      | 'dash'
            $.detail.items[*].k | [1,2]
            $.source            | 'shop'
            """, quoteCharacter = '`')
    @Line("B.11")
    void aPathDeliversItsValueAsJson(String path, String expected) {
        assertThat(delivered(target -> target.inputPath(path))).isEqualTo(expected.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'id': <u>}                 | {'id':'0a78'}
            {'id': '<u>'}               | {'id':'0a78'}
            {'p': 'users/<u>/x/<u>'}    | {'p':'users/0a78/x/0a78'}
            {'b': <obj>}                | {'b':{'acc_id':'0a','sf_id':'baz'}}
            [<u>,'hard']                | ['0a78','hard']
            'Payload <obj>'             | 'Payload {acc_id:0a,sf_id:baz}'
            '<list> items'              | '[ACTIVE,INACTIVE] items'
            'is <b>!'                   | 'is true!'
            'gone <missing>.'           | 'gone .'
            {'command': <missing>}      | {'command':''}
            {'n': <n>, 'b': <b>}        | {'n':1.50,'b':true}
            """, quoteCharacter = '`')
    @Line("B.12")
    void aTemplateIsFilledAsRecorded(String template, String expected) {
        assertThat(delivered(target -> transform(
                        target,
                        Map.of(
                                "u", "$.detail.u",
                                "obj", "$.detail.obj",
                                "list", "$.detail.list",
                                "b", "$.detail.b",
                                "n", "$.detail.n",
                                "missing", "$.detail.missing"),
                        template.replace('\'', '"'))))
                .isEqualTo(expected.replace('\'', '"'));
    }

    @Test
    @Line("B.12")
    void linesOfStringsStayLines() {
        assertThat(delivered(target -> transform(target, Map.of("u", "$.detail.u"), "\"first <u>\"\n\"second <u>\"")))
                .isEqualTo("\"first 0a78\"\n\"second 0a78\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'x': '<obj>'}
            {'x': 'a/<obj>'}
            {'x': '<list>'}
            """)
    @Line({"B.12", "B.15"})
    void anObjectOrListWithinQuotesIsNotDelivered(String template) {
        Rule rule = lab.rule(lab.bus(), ALL);
        Queue queue = lab.queue();
        Queue witness = lab.listen(rule.bus(), ALL);
        rule.target(target -> transform(
                target.arn(queue.arn()),
                Map.of("obj", "$.detail.obj", "list", "$.detail.list"),
                template.replace('\'', '"')));
        lab.put(rule.bus(), DETAIL);
        witness.take(1);
        assertThat(queue.poll(1)).isEmpty();
    }

    @Test
    @Line("B.13")
    void reservedVariablesNeedNoPaths() {
        Rule rule = lab.rule(lab.bus(), ALL);
        Queue queue = lab.queue();
        rule.target(target -> target.arn(queue.arn())
                .inputTransformer(input -> input.inputTemplate(
                        "{\"arn\": <aws.events.rule-arn>, \"name\": \"<aws.events.rule-name>\", \"at\":"
                                + " <aws.events.event.ingestion-time>, \"head\": <aws.events.event>, \"whole\":"
                                + " <aws.events.event.json>}")));
        String id = lab.put(rule.bus(), "{\"n\":1}");
        JsonNode body = Json.of(queue.takeBody());
        assertThat(body.path("arn").asText()).isEqualTo(rule.arn());
        assertThat(body.path("name").asText()).isEqualTo(rule.name());
        assertThat(body.path("at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
        assertThat(Json.keys(body.path("head")))
                .containsExactlyInAnyOrder(
                        "id", "account", "detailType", "time", "source", "region", "resources", "version");
        assertThat(body.path("head").path("id").asText()).isEqualTo(id);
        assertThat(Json.keys(body.path("whole")))
                .containsExactly(
                        "version", "id", "detail-type", "source", "account", "time", "region", "resources", "detail");
    }
}
