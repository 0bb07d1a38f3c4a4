package dev.sluice.engine.states.asl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be carried out is found before it runs. */
class DefinitionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{'Type':'Pass','End':true} ~ ''",
                "{'Type':'Nothing','End':true} ~ SCHEMA_VALIDATION_FAILED: The state type 'Nothing' is none of [Choice, Fail, Map, Parallel, Pass, Succeed, Task, Wait] at /States/S/Type",
                "{'Type':'Pass'} ~ SCHEMA_VALIDATION_FAILED: A state needs either 'Next' or 'End' at /States/S",
                "{'Type':'Pass','Next':'X'} ~ MISSING_TRANSITION_TARGET: Missing 'Next' target: X at /States/S/Next",
                "{'Type':'Pass','End':true,'Assign':{}} ~ SCHEMA_VALIDATION_FAILED: Field is not supported at /States/S/Assign",
                "{'Type':'Pass','End':true,'QueryLanguage':'JSONata'} ~ SCHEMA_VALIDATION_FAILED: The engine does not evaluate JSONata; write the workflow with JSONPath at /States/S/QueryLanguage",
                "{'Type':'Pass','End':true,'InputPath':'$..a'} ~ SCHEMA_VALIDATION_FAILED: The JSONPath '$..a' cannot be read: the engine reads names, indexes and [*], without filters, slices and '..' at /States/S/InputPath",
                "{'Type':'Pass','End':true,'ResultPath':'$.a[*]'} ~ SCHEMA_VALIDATION_FAILED: The value for 'ResultPath' must be a Reference Path at /States/S/ResultPath",
                "{'Type':'Pass','End':true,'Parameters':{'a.$':'States.Nothing()'}} ~ SCHEMA_VALIDATION_FAILED: There is no intrinsic function States.Nothing at /States/S/Parameters/a.$",
                "{'Type':'Task','End':true,'Resource':'arn:x'} ~ SCHEMA_VALIDATION_FAILED: no such resource at /States/S/Resource",
                "{'Type':'Wait','End':true} ~ SCHEMA_VALIDATION_FAILED: A Wait state needs exactly one of [Seconds, Timestamp, SecondsPath, TimestampPath] at /States/S",
                "{'Type':'Choice','Choices':[{'Variable':'$.a','NumericAbout':1,'Next':'S'}]} ~ SCHEMA_VALIDATION_FAILED: Field is not supported: NumericAbout at /States/S/Choices[0]",
                "{'Type':'Wait','End':true,'Timestamp':'+999999999-12-31T23:59:59Z'} ~ SCHEMA_VALIDATION_FAILED: The value must be an ISO 8601 timestamp at /States/S/Timestamp",
                "{'Type':'Task','End':true,'Resource':'arn:y','TimeoutSeconds':99999999999} ~ SCHEMA_VALIDATION_FAILED: The value must be a whole number from 1 to 99999999 at /States/S/TimeoutSeconds",
                "{'Type':'Choice','Choices':{'a':1}} ~ MISSING_TRANSITION_TARGET: Missing 'Next' target:  at /States/S/Choices[0]/Next|SCHEMA_VALIDATION_FAILED: A comparison operator is missing at /States/S/Choices[0]|SCHEMA_VALIDATION_FAILED: The intrinsic function expression '' is not valid at /States/S/Choices[0]/Variable",
                "{'Type':'Pass','End':true,'Retry':{'a':1}} ~ SCHEMA_VALIDATION_FAILED: Field is not supported at /States/S/Retry|SCHEMA_VALIDATION_FAILED: The field 'ErrorEquals' must not be empty at /States/S/Retry[0]/ErrorEquals",
                "{'Type':'Parallel','End':true,'Branches':{'a':1}} ~ SCHEMA_VALIDATION_FAILED: The field 'States' must be an object with at least one state at /States/S/Branches[0]/States",
                "{'Type':'Map','End':true,'ItemProcessor':{'ProcessorConfig':{'Mode':'DISTRIBUTED'},'StartAt':'P','States':{'P':{'Type':'Succeed'}}}} ~ SCHEMA_VALIDATION_FAILED: The engine runs inline maps only at /States/S/ItemProcessor/ProcessorConfig/Mode"
            },
            quoteCharacter = '`')
    void problems(String state, String expected) {
        String definition = "{\"StartAt\":\"S\",\"States\":{\"S\":" + state.replace('\'', '"') + "}}";
        String found = String.join(
                "|",
                Definition.check(definition, resource -> resource.equals("arn:x") ? "no such resource" : "").stream()
                        .map(Problem::text)
                        .toList());
        assertThat(found).isEqualTo(expected.equals("''") ? "" : expected);
    }
}
