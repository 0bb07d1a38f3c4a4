package dev.sluice.engine.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.cfn.types.sqs.SqsQueue;
import dev.sluice.engine.cfn.types.sqs.SqsQueuePolicy;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueResourceTest {

    @TempDir
    Path folder;

    private Sqs sqs;
    private Stack stack;

    @BeforeEach
    void open() {
        sqs = Sqs.open(folder);
        stack = new Stack("sluice", sqs.kernel, key -> Path.of(key));
    }

    @AfterEach
    void close() {
        sqs.close();
    }

    private Resource put(ResourceType type, String properties) {
        Properties given = new Properties(Sqs.json(properties), "/Resources/R/Properties");
        Resource resource = type.put(stack, "R", given);
        given.done();
        return resource;
    }

    @Test
    void aQueueIsMadeAndBroughtUpToDateAndKeepsItsMessages() {
        put(new SqsQueue(), "{'QueueName':'dead'}");
        Resource queue = put(
                new SqsQueue(),
                "{'QueueName':'q','VisibilityTimeout':60,'DelaySeconds':'5','Tags':[{'Key':'a','Value':'b'}],"
                        + "'RedrivePolicy':{'deadLetterTargetArn':'arn:aws:sqs:us-east-1:000000000000:dead','maxReceiveCount':3}}");
        assertThat(queue.ref()).isEqualTo(Sqs.QUEUE + "q");
        assertThat(queue.attributes())
                .containsEntry("Arn", "arn:aws:sqs:us-east-1:000000000000:q")
                .containsEntry("QueueName", "q")
                .containsEntry("QueueUrl", Sqs.QUEUE + "q");
        sqs.send("q", "kept");
        assertThat(put(new SqsQueue(), "{'QueueName':'q','VisibilityTimeout':90}"))
                .isEqualTo(queue);
        assertThat(sqs.attributes("q").path("VisibilityTimeout").asText()).isEqualTo("90");
        assertThat(sqs.attributes("q").path("DelaySeconds").asText()).isEqualTo("0");
        assertThat(sqs.attributes("q").has("RedrivePolicy")).isFalse();
        assertThat(sqs.call("ListQueueTags", Sqs.on("q")).has("Tags")).isFalse();
        assertThat(sqs.counts("q")).isEqualTo("0/0/1");
        new SqsQueue().remove(stack, queue);
        assertThat(sqs.error("GetQueueUrl", "{'QueueName':'q'}")).startsWith("QueueDoesNotExist");
    }

    @Test
    void aFifoQueueWithoutANameGetsOneThatFits() {
        String name = put(new SqsQueue(), "{'FifoQueue':true,'ContentBasedDeduplication':true}")
                .attributes()
                .get("QueueName");
        assertThat(name).endsWith(".fifo").hasSizeLessThanOrEqualTo(80);
        assertThat(put(new SqsQueue(), "{'FifoQueue':true}").attributes()).containsEntry("QueueName", name);
    }

    @Test
    void aPolicyIsSetOnItsQueuesAndTakenAway() {
        String url = sqs.create("q");
        Resource policy = put(
                SqsQueuePolicy.ofSeveral(),
                "{'Queues':['" + url + "'],'PolicyDocument':{'Version':'2012-10-17','Statement':[]}}");
        assertThat(sqs.attributes("q").path("Policy").asText())
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":[]}");
        SqsQueuePolicy.ofSeveral().remove(stack, policy);
        assertThat(sqs.attributes("q").has("Policy")).isFalse();
        put(
                SqsQueuePolicy.inline(),
                "{'Queue':'" + url + "','PolicyDocument':{'Version':'2012-10-17','Statement':[]}}");
        assertThat(sqs.attributes("q").has("Policy")).isTrue();
    }

    @Test
    void aPropertyThatNobodyKnowsIsAnError() {
        assertThatThrownBy(() -> put(new SqsQueue(), "{'QueueName':'q','Speed':'high'}"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("/Resources/R/Properties/Speed");
    }
}
