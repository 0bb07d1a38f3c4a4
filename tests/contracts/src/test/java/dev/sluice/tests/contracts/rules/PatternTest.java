package dev.sluice.tests.contracts.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.tests.contracts.Contract;
import dev.sluice.tests.contracts.Line;
import dev.sluice.tests.contracts.cloud.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Event patterns, asked of TestEventPattern. Patterns and events are written with single quotes.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html">Operators</a>
 */
class PatternTest extends Contract {

    private static final String REASON = "Event pattern is not valid. Reason: ";

    private boolean matches(String pattern, String detail) {
        return lab.events()
                .testEventPattern(request -> request.eventPattern("{\"detail\":" + pattern.replace('\'', '"') + "}")
                        .event("{\"id\":\"7\",\"account\":\"123456789012\",\"source\":\"shop\",\"time\":"
                                + "\"2026-11-24T00:00:00Z\",\"region\":\"us-east-1\",\"detail-type\":\"order\",\"detail\":"
                                + detail.replace('\'', '"') + "}"))
                .result();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'a':['x']}                                 | {'a':'x'}          | {'a':'X'}
            {'a':['x','y']}                             | {'a':'y'}          | {'a':'xy'}
            {'a':['']}                                  | {'a':''}           | {'a':null}
            {'a':[null]}                                | {'a':null}         | {'b':1}
            {'a':[true]}                                | {'a':true}         | {'a':'true'}
            {'a':[1]}                                   | {'a':1}            | {'a':'1'}
            {'a':[300]}                                 | {'a':3e2}          | {'a':301}
            {'a':[300]}                                 | {'a':300.0}        | {'a':'300'}
            {'a':['1']}                                 | {'a':'1'}          | {'a':1}
            {'a':[{'prefix':'ab'}]}                     | {'a':'abc'}        | {'a':'Abc'}
            {'a':[{'prefix':''}]}                       | {'a':'x'}          | {'a':1}
            {'a':[{'prefix':{'equals-ignore-case':'AB'}}]} | {'a':'abc'}     | {'a':'bab'}
            {'a':[{'suffix':'.png'}]}                   | {'a':'x.png'}      | {'a':'x.PNG'}
            {'a':[{'suffix':{'equals-ignore-case':'.png'}}]} | {'a':'x.PNG'} | {'a':'x.pn'}
            {'a':[{'equals-ignore-case':'Alice'}]}      | {'a':'aLICE'}      | {'a':'alic'}
            {'a':[{'wildcard':'a*c*e'}]}                | {'a':'abcde'}      | {'a':'abcd'}
            {'a':[{'wildcard':'a\\\\*b'}]}              | {'a':'a*b'}        | {'a':'axb'}
            {'a':[{'wildcard':'a?[b]'}]}                | {'a':'a?[b]'}      | {'a':'axb'}
            {'a':[{'anything-but':'x'}]}                | {'a':'y'}          | {'a':'x'}
            {'a':[{'anything-but':'x'}]}                | {'a':null}         | {'b':1}
            {'a':[{'anything-but':'x'}]}                | {'a':['x','y']}    | {'a':['x']}
            {'a':[{'anything-but':[1,2]}]}              | {'a':3}            | {'a':2}
            {'a':[{'anything-but':{'prefix':'ab'}}]}    | {'a':'ba'}         | {'a':'abc'}
            {'a':[{'anything-but':{'prefix':['ab','cd']}}]} | {'a':'ef'}     | {'a':'cde'}
            {'a':[{'anything-but':{'suffix':'ab'}}]}    | {'a':'abc'}        | {'a':'cab'}
            {'a':[{'anything-but':{'equals-ignore-case':['ab','cd']}}]} | {'a':'abc'} | {'a':'CD'}
            {'a':[{'anything-but':{'wildcard':'*/x/*'}}]} | {'a':'a/y/b'}    | {'a':'a/x/b'}
            {'a':[{'numeric':['>',0,'<=',5]}]}          | {'a':5}            | {'a':0}
            {'a':[{'numeric':['=',3.5]}]}               | {'a':35e-1}        | {'a':3.51}
            {'a':[{'numeric':['<',-1]}]}                | {'a':-1.5}         | {'a':'-2'}
            {'a':[{'cidr':'10.0.0.0/24'}]}              | {'a':'10.0.0.255'} | {'a':'10.0.1.0'}
            {'a':[{'cidr':'2001:db8::/32'}]}            | {'a':'2001:db8::1'} | {'a':'2001:db9::1'}
            {'a':[{'exists':true}]}                     | {'a':null}         | {'b':1}
            {'a':[{'exists':true}]}                     | {'a':0}            | {'a':[]}
            {'a':[{'exists':true}]}                     | {'a':''}           | {'a':{}}
            {'a':[{'exists':false}]}                    | {'b':1}            | {'a':null}
            {'a':{'b':[{'exists':false}]}}              | {'a':'scalar'}     | {'a':{'b':1}}
            {'a':{'b':[{'exists':false}]}}              | {}                 | {'a':{'b':null}}
            {'$or':[{'a':[1]},{'b':[2]}]}               | {'b':2}            | {'a':2,'b':1}
            {'c':[1],'$or':[{'a':[1]},{'b':[2]}]}       | {'c':1,'a':1}      | {'a':1}
            {'a':['x']}                                 | {'a':['w','x']}    | {'a':['w']}
            {'a':{'b':[1],'c':[2]}}                     | {'a':[{'b':1,'c':2},{'b':3}]} | {'a':[{'b':1},{'c':2}]}
            {'a':{'b':['x']}}                           | {'a':{'b':'x','c':1}} | {'a':'x'}
            {'a':['x']}                                 | {'a':'y','a':'x'}  | {'a':'x','a':'y'}
            """)
    @Line({"B.3", "B.5", "B.6"})
    void anOperatorMatchesTheOneAndNotTheOther(String pattern, String matching, String other) {
        assertThat(matches(pattern, matching)).as(matching).isTrue();
        assertThat(matches(pattern, other)).as(other).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'a':{}}                                    | Empty objects are not allowed
            {'a':[]}                                    | Empty arrays are not allowed
            {'a':1}                                     | "a" must be an object or an array
            {'a':[{'NUMERIC':['=',1]}]}                 | Unrecognized match type NUMERIC
            {'a':[{'wildcard':'a**b'}]}                 | Consecutive wildcard characters at pos 2
            {'a':[{'anything-but':{'prefix':''}}]}      | Null prefix/suffix not allowed
            {'a':[{'anything-but':{'suffix':''}}]}      | Null prefix/suffix not allowed
            {'a':[{'anything-but':{'equals-ignore-case':[1]}}]} | Inside anything-but/equals-ignore-case list, number!start!null!boolean is not supported.
            {'a':[{'anything-but':{'prefix':{'equals-ignore-case':'x'}}}]} | Value of anything-but must be an array or single string/number value.
            {'a':[{'anything-but':{'wildcard':1}}]}     | wildcard match pattern must be a string
            """)
    @Line({"B.4", "B.6"})
    void aPatternThatIsNoneIsRefusedWithTheReason(String pattern, String reason) {
        Refusal refusal = Refusal.of(() -> matches(pattern, "{}"));
        assertThat(refusal.code()).isEqualTo("InvalidEventPatternException");
        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.message()).startsWith(REASON + reason.replace('!', '|'));
    }

    /** For an element of a list inside anything-but, AWS names the place behind it, twice. */
    @Test
    @Line("B.4")
    void theMistakeIsNamedWithItsPlace() {
        String pattern = "{\"detail\":{'a':[{'anything-but':{'prefix':[123,'x']}}]}}".replace('\'', '"');
        String place =
                "\n at [Source: (String)\"" + pattern + "\"; line: 1, column: " + (pattern.indexOf("123") + 4) + "]";
        assertThat(Refusal.of(() -> matches("{'a':[{'anything-but':{'prefix':[123,'x']}}]}", "{}"))
                        .message())
                .isEqualTo(REASON + "prefix/suffix match pattern must be a string" + place + place);
    }

    @Test
    @Line("B.3")
    void aPatternWithManyWildcardsIsTooComplex() {
        assertThat(Refusal.of(() -> matches("{'a':[{'wildcard':'*:*:*:*:*:event-bus/*'}]}", "{}")))
                .isEqualTo(Refusal.of(
                        400,
                        "InvalidEventPatternException",
                        REASON
                                + "Rule is too complex - try using fewer wildcard characters or fewer repeating character"
                                + " sequences after a wildcard character"));
    }

    @Test
    @Line("B.5")
    void alternativesMultiplyToAtMostAThousandCombinations() {
        String two = "[{'a':[1]},{'a':[2]}]";
        assertThat(matches("{'x':{'$or':" + two + "},'y':{'$or':" + two + "}}", "{'x':{'a':1},'y':{'a':2}}"))
                .isTrue();
        StringBuilder many = new StringBuilder("{'z':[1]");
        for (int i = 0; i < 10; i++) {
            many.append(",'f").append(i).append("':{'$or':").append(two).append("}");
        }
        assertThat(Refusal.of(() -> matches(many + "}", "{}")).code()).isEqualTo("InvalidEventPatternException");
    }

    @Test
    @Line("B.7")
    void whatIsNoPatternAtAllIsRefused() {
        Refusal array = Refusal.of(() -> lab.events()
                .testEventPattern(request -> request.eventPattern("[]").event("{}")));
        assertThat(array.code()).isEqualTo("InvalidEventPatternException");
        assertThat(array.message()).startsWith(REASON + "Filter is not an object");
        Refusal text = Refusal.of(() -> lab.events()
                .testEventPattern(request -> request.eventPattern("not json").event("{}")));
        assertThat(text.code()).isEqualTo("InvalidEventPatternException");
        assertThat(text.message()).startsWith(REASON + "Unrecognized token 'not'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}
            []
            no
            {'id':'7','account':'1','source':'s','time':'t','region':'r'}
            {'id':'7','account':'1','source':'s','time':'t','detail-type':'d'}
            {'account':'1','source':'s','time':'t','region':'r','detail-type':'d'}
            """)
    @Line("B.7")
    void anEventWithoutItsEnvelopeIsRefused(String event) {
        assertThat(Refusal.of(() -> lab.events()
                        .testEventPattern(request ->
                                request.eventPattern("{\"source\":[\"s\"]}").event(event.replace('\'', '"')))))
                .isEqualTo(Refusal.of(400, "ValidationException", "Parameter Event is not valid."));
    }
}
