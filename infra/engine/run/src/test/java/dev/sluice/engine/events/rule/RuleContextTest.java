package dev.sluice.engine.events.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Context;
import dev.sluice.engine.iam.condition.Conditions;
import dev.sluice.engine.request.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleContextTest {

    @Test
    void everySourceOfAPatternIsAValueAndALineBreakMakesNoMore() throws JsonProcessingException {
        String one = "{\"ForAnyValue:StringEquals\":{\"events:source\":\"com.acme.crm\"}}";
        assertThat(holds(one, RuleContext.of("{\"source\":[\"x\",\"com.acme.crm\"]}")))
                .isTrue();
        assertThat(holds(one, RuleContext.of("{\"source\":[\"com.acme.crm\\nx\"]}")))
                .isFalse();
    }

    @Test
    void aPatternWithoutSourcesHasNoKey() throws JsonProcessingException {
        String missing = "{\"Null\":{\"events:source\":\"true\"}}";
        assertThat(holds(missing, RuleContext.of("{\"source\":[]}"))).isTrue();
        assertThat(holds(missing, RuleContext.of("{\"detail\":{}}"))).isTrue();
        assertThat(holds(missing, RuleContext.of("not a pattern"))).isTrue();
    }

    @Test
    void theArnOfATargetIsOneValueWhateverItContains() throws JsonProcessingException {
        ObjectNode target = Json.object().put("Arn", "arn:aws:sqs:us-east-1:1:mine\narn:aws:sqs:us-east-1:1:allowed");
        String allowed = "{\"ForAnyValue:ArnLike\":{\"events:TargetArn\":\"arn:aws:sqs:us-east-1:1:allowed\"}}";
        assertThat(holds(allowed, RuleContext.of(List.of(target)))).isFalse();
        ObjectNode other = Json.object().put("Arn", "arn:aws:sqs:us-east-1:1:allowed");
        assertThat(holds(allowed, RuleContext.of(List.of(target, other)))).isTrue();
    }

    private static boolean holds(String condition, Context context) throws JsonProcessingException {
        return Conditions.of(Json.parse(condition)).hold(context);
    }
}
