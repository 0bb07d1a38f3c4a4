package dev.sluice.engine.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegacyInputTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'Attribute':[{'Name':'a','Value':'1'}]}|{'Attributes':{'a':'1'}}",
                "{'AttributeName':['All']}|{'AttributeNames':['All']}",
                "{'AttributeName':'All'}|{'AttributeNames':['All']}",
                "{'Tag':[{'Key':'k','Value':'v'},{'Key':'e'}]}|{'Tags':{'k':'v','e':''}}",
                "{'MessageAttribute':[{'Name':'n','Value':{'DataType':'String','StringValue':'s'}}]}|{'MessageAttributes':{'n':{'DataType':'String','StringValue':'s'}}}",
                "{'SendMessageBatchRequestEntry':[{'Id':'1','MessageAttribute':[{'Name':'n','Value':{}}]}]}|{'Entries':[{'Id':'1','MessageAttributes':{'n':{}}}]}",
                "{'ActionName':['SendMessage'],'AWSAccountId':['1']}|{'Actions':['SendMessage'],'AWSAccountIds':['1']}",
                "{'QueueUrl':'u','MaxNumberOfMessages':'3'}|{'QueueUrl':'u','MaxNumberOfMessages':'3'}",
            })
    void membersOfTheQueryProtocolGetTheirPresentNames(String legacy, String modern) {
        assertThat(LegacyInput.modern(Sqs.json(legacy))).isEqualTo(Sqs.json(modern));
    }
}
