package dev.sluice.tests.contracts.cloud;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A queue of a test. */
public record Queue(Lab lab, String name, String url, String arn) {

    static Queue create(Lab lab, String name, Map<String, String> attributes) {
        String url = lab.sqs()
                .createQueue(request -> request.queueName(name).attributesWithStrings(attributes))
                .queueUrl();
        lab.later(() -> lab.sqs().deleteQueue(request -> request.queueUrl(url)));
        Queue queue = new Queue(lab, name, url, lab.arn("sqs", name));
        Map<String, String> policy = new HashMap<>();
        policy.put(
                "Policy",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                        + "\"events.amazonaws.com\"},\"Action\":\"sqs:SendMessage\",\"Resource\":\"" + queue.arn
                        + "\"}]}");
        if (!attributes.containsKey("Policy")) {
            lab.sqs().setQueueAttributes(request -> request.queueUrl(url).attributesWithStrings(policy));
        }
        return queue;
    }

    public String send(String body) {
        return lab.sqs()
                .sendMessage(request -> request.queueUrl(url).messageBody(body))
                .messageId();
    }

    /** Waits for that many messages, and takes them. */
    public List<Message> take(int count) {
        List<Message> taken = new ArrayList<>();
        Lab.soon().until(() -> {
            for (Message message : poll(1)) {
                taken.add(message);
                delete(message);
            }
            return taken.size() >= count;
        });
        return taken;
    }

    public String takeBody() {
        return take(1).get(0).body();
    }

    public List<String> takeBodies(int count) {
        return take(count).stream().map(Message::body).toList();
    }

    /** What a receive call answers, without taking it. */
    public List<Message> poll(int waitSeconds) {
        return lab.sqs()
                .receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .waitTimeSeconds(waitSeconds)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
    }

    public void delete(Message message) {
        lab.sqs().deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
    }

    public int count(QueueAttributeName attribute) {
        return Integer.parseInt(lab.sqs()
                .getQueueAttributes(request -> request.queueUrl(url).attributeNames(attribute))
                .attributes()
                .get(attribute));
    }
}
