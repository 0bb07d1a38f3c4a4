package dev.sluice.engine.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.events.put.Inlet.Enqueue;
import dev.sluice.engine.events.target.HttpCall;
import dev.sluice.engine.events.target.HttpTargets;
import dev.sluice.engine.events.target.Outcome;
import dev.sluice.engine.events.target.Queues;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

/** Queues and API destinations of a test's own making, which remember what they got. */
final class FakeTargets implements Queues, HttpTargets {

    record Message(String caller, ObjectNode input) {
        String body() {
            return input.path("MessageBody").asText();
        }

        String attribute(String name) {
            return input.path("MessageAttributes")
                    .path(name)
                    .path("StringValue")
                    .asText();
        }
    }

    record Call(String arn, HttpCall call) {}

    final List<Message> messages = new CopyOnWriteArrayList<>();
    final List<Call> calls = new CopyOnWriteArrayList<>();
    final Map<String, AwsException> refusals = new ConcurrentHashMap<>();
    volatile BiFunction<String, Integer, Outcome> answer = (arn, call) -> Outcome.delivered();
    volatile Runnable beforeMessage = () -> {};
    volatile Duration wait = Duration.ZERO;

    @Override
    public Enqueue prepare(Caller caller, ObjectNode message) {
        beforeMessage.run();
        AwsException refusal = refusals.get(message.path("QueueArn").asText());
        if (refusal != null) {
            throw refusal;
        }
        return tx -> tx.afterCommit(() -> messages.add(new Message(caller.arn(), message)));
    }

    List<Message> on(String queue) {
        return messages.stream()
                .filter(message -> message.input().path("QueueArn").asText().endsWith(":" + queue))
                .toList();
    }

    @Override
    public Duration reserve(String destinationArn) {
        return wait;
    }

    @Override
    public Outcome send(Caller caller, String destinationArn, HttpCall call) {
        calls.add(new Call(destinationArn, call));
        return answer.apply(destinationArn, calls.size());
    }
}
