package dev.sluice.engine.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.request.Json;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors are those recorded against AWS. */
class QueueTest {

    @TempDir
    Path folder;

    private Sqs sqs;

    @BeforeEach
    void open() {
        sqs = Sqs.open(folder);
    }

    @AfterEach
    void close() {
        sqs.close();
    }

    @Test
    void aNewQueueHasTheDefaults() {
        assertThat(sqs.create("q")).isEqualTo("http://127.0.0.1/000000000000/q");
        JsonNode all = sqs.attributes("q");
        assertThat(all.path("MaximumMessageSize").asText()).isEqualTo("1048576");
        assertThat(all.path("VisibilityTimeout").asText()).isEqualTo("30");
        assertThat(all.path("MessageRetentionPeriod").asText()).isEqualTo("345600");
        assertThat(all.path("SqsManagedSseEnabled").asText()).isEqualTo("true");
        assertThat(all.path("QueueArn").asText()).isEqualTo("arn:aws:sqs:us-east-1:000000000000:q");
        assertThat(all.has("FifoQueue")).isFalse();
    }

    @Test
    void aQueueIsFoundByItsPathWhateverTheHost() {
        sqs.create("q");
        for (String url : new String[] {
            "https://sqs.us-east-1.amazonaws.com/000000000000/q",
            "/000000000000/q",
            "http://localhost:1/000000000000/q/",
            "q"
        }) {
            sqs.call("SendMessage", Json.object().put("QueueUrl", url).put("MessageBody", "x"));
        }
        assertThat(sqs.counts("q")).isEqualTo("4/0/0");
        assertThat(sqs.error("PurgeQueue", "{'QueueUrl':'http://localhost/x/y/!'}"))
                .isEqualTo("InvalidAddress The address http://localhost/x/y/! is not valid for this endpoint.");
        assertThat(sqs.error("PurgeQueue", "{'QueueUrl':'http://localhost/000000000000/none'}"))
                .isEqualTo("QueueDoesNotExist The specified queue does not exist.");
    }

    @Test
    void aQueueIsCreatedAgainWithTheSameAttributesOnly() {
        sqs.create("q", "'DelaySeconds':'1'");
        sqs.create("q", "'DelaySeconds':'1'");
        sqs.create("q");
        assertThat(sqs.error("CreateQueue", "{'QueueName':'q','Attributes':{'DelaySeconds':'2'}}"))
                .isEqualTo(
                        "QueueNameExists A queue already exists with the same name and a different value for attribute"
                                + " DelaySeconds");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "VisibilityTimeout|43201|InvalidAttributeValue Invalid value for the parameter VisibilityTimeout.",
                "DelaySeconds|901|InvalidAttributeValue Invalid value for the parameter DelaySeconds.",
                "DelaySeconds|x|InvalidAttributeValue Invalid value for the parameter DelaySeconds.",
                "MaximumMessageSize|1048577|InvalidAttributeValue Invalid value for the parameter MaximumMessageSize.",
                "MessageRetentionPeriod|59|InvalidAttributeValue Invalid value for the parameter MessageRetentionPeriod.",
                "ReceiveMessageWaitTimeSeconds|21|InvalidAttributeValue Invalid value for the parameter ReceiveMessageWaitTimeSeconds.",
                "Policy|{|InvalidAttributeValue Invalid value for the parameter Policy.",
                "Nonsense|1|InvalidAttributeName Unknown Attribute Nonsense.",
                "FifoQueue|false|InvalidAttributeName Unknown Attribute FifoQueue.",
                "ContentBasedDeduplication|true|InvalidAttributeName Unknown Attribute ContentBasedDeduplication.",
                "DeduplicationScope|queue|InvalidAttributeName You can specify the DeduplicationScope only when FifoQueue is set to true.",
                "FifoThroughputLimit|perQueue|InvalidAttributeName You can specify the FifoThroughputLimit only when FifoQueue is set to true.",
            })
    void whatAnAttributeCannotBeIsRefused(String name, String value, String error) {
        ObjectNode input = Json.object().put("QueueName", "q");
        input.putObject("Attributes").put(name, value);
        assertThat(sqs.error("CreateQueue", input)).isEqualTo(error);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|Redrive policy does not contain mandatory attribute: deadLetterTargetArn.",
                "[|Redrive policy is not a valid JSON map.",
                "{'deadLetterTargetArn':'arn:aws:sqs:us-east-1:000000000000:none','maxReceiveCount':1}|Dead letter target does not exist.",
                "{'deadLetterTargetArn':'arn:aws:sqs:us-east-1:000000000000:q','maxReceiveCount':1.5}|Invalid value for maxReceiveCount: 1.5, valid values are from 1 to 1000 both inclusive.",
                "{'deadLetterTargetArn':'arn:aws:sqs:us-east-1:000000000000:q','maxReceiveCount':'1.5'}|Invalid value for maxReceiveCount: 1.5, valid values are from 1 to 1000 both inclusive.",
                "{'deadLetterTargetArn':'arn:aws:sqs:us-east-1:000000000000:q','maxReceiveCount':0}|Invalid value for maxReceiveCount: 0, valid values are from 1 to 1000 both inclusive.",
                "{'deadLetterTargetArn':'arn:aws:sqs:us-east-1:000000000000:f.fifo','maxReceiveCount':1}|Dead-letter queue must be same type of queue as the source.",
                "{'deadLetterTargetArn':'arn:aws:sqs:us-east-1:000000000000:closed','maxReceiveCount':1}|The dead-letter queue's RedriveAllowPolicy does not allow this source queue.",
            })
    void aRedrivePolicyMustHold(String policy, String reason) {
        sqs.create("q");
        sqs.create("f.fifo", "'FifoQueue':'true'");
        ObjectNode closed = Json.object().put("QueueName", "closed");
        closed.putObject("Attributes").put("RedriveAllowPolicy", "{\"redrivePermission\":\"denyAll\"}");
        sqs.call("CreateQueue", closed);
        String text = policy.replace('\'', '"');
        ObjectNode input = Sqs.on("q");
        input.putObject("Attributes").put("RedrivePolicy", text);
        assertThat(sqs.error("SetQueueAttributes", input))
                .isEqualTo("InvalidParameterValueException Value " + text
                        + " for parameter RedrivePolicy is invalid. Reason: " + reason);
    }

    @Test
    void aKeyOfTheCustomerTurnsManagedEncryptionOff() {
        sqs.create("q", "'KmsMasterKeyId':'key','KmsDataKeyReusePeriodSeconds':'6000'");
        assertThat(sqs.attributes("q").path("SqsManagedSseEnabled").asText()).isEqualTo("false");
        assertThat(sqs.attributes("q").path("KmsDataKeyReusePeriodSeconds").asText())
                .isEqualTo("6000");
    }

    @Test
    void aDeletedQueueIsGoneWithItsMessagesAndItsNameIsFreeAfterAMinute() {
        sqs.create("q");
        sqs.send("q", "lost");
        sqs.call("DeleteQueue", Sqs.on("q"));
        assertThat(sqs.error("CreateQueue", "{'QueueName':'q'}"))
                .isEqualTo(
                        "QueueDeletedRecently You must wait 60 seconds after deleting a queue before you can create another"
                                + " with the same name.");
        sqs.time.advance(Duration.ofSeconds(60));
        sqs.create("q");
        assertThat(sqs.receive("q", 1)).isEmpty();
        sqs.close();
        sqs = new Sqs(folder, sqs.time);
        assertThat(sqs.receive("q", 1)).isEmpty();
    }

    @Test
    void aPurgeLeavesNothingAndMayBeRepeatedAfterAMinute() {
        sqs.create("q");
        sqs.send("q", "lost");
        sqs.receive("q", 1);
        sqs.send("q", "lost too");
        sqs.call("PurgeQueue", Sqs.on("q"));
        assertThat(sqs.counts("q")).isEqualTo("0/0/0");
        sqs.send("q", "kept");
        assertThat(sqs.error("PurgeQueue", Sqs.on("q")))
                .isEqualTo("PurgeQueueInProgress Only one PurgeQueue operation on q is allowed every 60 seconds.");
        sqs.close();
        sqs = new Sqs(folder, sqs.time);
        assertThat(sqs.bodies("q", 10)).containsExactly("kept");
    }

    @Test
    void queuesAreListedInPages() {
        for (String name : new String[] {"a1", "a2", "a3", "b"}) {
            sqs.create(name);
        }
        JsonNode first = sqs.call("ListQueues", "{'QueueNamePrefix':'a','MaxResults':2}");
        assertThat(first.path("QueueUrls")).hasSize(2);
        JsonNode second = sqs.call(
                "ListQueues",
                Json.object()
                        .put("QueueNamePrefix", "a")
                        .put("MaxResults", 2)
                        .put("NextToken", first.path("NextToken").asText()));
        assertThat(second.path("QueueUrls")).hasSize(1);
        assertThat(second.has("NextToken")).isFalse();
    }

    @Test
    void permissionsAreStatementsOfThePolicy() {
        sqs.create("q");
        ObjectNode add = Sqs.on("q").put("Label", "them");
        add.putArray("AWSAccountIds").add("111111111111");
        add.putArray("Actions").add("ReceiveMessage");
        sqs.call("AddPermission", add);
        assertThat(sqs.attributes("q").path("Policy").asText())
                .isEqualTo(
                        "{\"Version\":\"2008-10-17\",\"Id\":\"arn:aws:sqs:us-east-1:000000000000:q/SQSDefaultPolicy\","
                                + "\"Statement\":[{\"Sid\":\"them\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::111111111111:root\"},"
                                + "\"Action\":\"SQS:ReceiveMessage\",\"Resource\":\"arn:aws:sqs:us-east-1:000000000000:q\"}]}");
        assertThat(sqs.error("AddPermission", add))
                .endsWith("Value them for parameter Label is invalid. Reason: Already exists.");
        sqs.call("RemovePermission", Sqs.on("q").put("Label", "them"));
        assertThat(sqs.attributes("q").has("Policy")).isFalse();
        assertThat(sqs.error("RemovePermission", Sqs.on("q").put("Label", "them")))
                .endsWith("Value them for parameter Label is invalid. Reason: can't find label.");
    }

    @Test
    void aRedrivePolicyNeedsACount() {
        sqs.create("dead");
        sqs.create("q");
        String policy = "{\\\"deadLetterTargetArn\\\":\\\"arn:aws:sqs:us-east-1:000000000000:dead\\\"}";
        String set = "{'QueueUrl':'" + Sqs.QUEUE + "q','Attributes':{'RedrivePolicy':'" + policy + "'}}";
        assertThat(sqs.error("SetQueueAttributes", set))
                .startsWith("InvalidParameterValueException ")
                .endsWith("Reason: Redrive policy does not contain mandatory attribute: maxReceiveCount.");
        assertThat(sqs.error("CreateQueue", "{'QueueName':'r','Attributes':{'RedrivePolicy':'" + policy + "'}}"))
                .endsWith("Reason: Redrive policy does not contain mandatory attribute: maxReceiveCount.");
    }

    @Test
    void aQueueHasOneKindOfEncryption() {
        sqs.create("q");
        String both = "'KmsMasterKeyId':'k','SqsManagedSseEnabled':'true'";
        String refusal =
                "InvalidAttributeName You can use one type of server-side encryption (SSE) at one time. You can either"
                        + " enable KMS SSE or SQS SSE.";
        assertThat(sqs.error("SetQueueAttributes", "{'QueueUrl':'" + Sqs.QUEUE + "q','Attributes':{" + both + "}}"))
                .isEqualTo(refusal);
        assertThat(sqs.error("CreateQueue", "{'QueueName':'r','Attributes':{" + both + "}}"))
                .isEqualTo(refusal);
    }

    @Test
    void aQueueIsCreatedAgainWithAPolicyThatIsWrittenInAnotherWay() {
        sqs.create("dead");
        String dead = "\\\"deadLetterTargetArn\\\":\\\"arn:aws:sqs:us-east-1:000000000000:dead\\\"";
        String count = "\\\"maxReceiveCount\\\": 3";
        sqs.create("q", "'RedrivePolicy':'{" + dead + "," + count + "}'");
        sqs.create("q", "'RedrivePolicy':'{" + count + "," + dead + "}'");
        assertThat(sqs.error(
                        "CreateQueue",
                        "{'QueueName':'q','Attributes':{'RedrivePolicy':'{" + count.replace('3', '4') + "," + dead
                                + "}'}}"))
                .startsWith("QueueNameExists");
    }
}
