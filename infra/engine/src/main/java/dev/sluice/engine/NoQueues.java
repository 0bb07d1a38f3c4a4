package dev.sluice.engine;

final class NoQueues implements dev.sluice.engine.events.delivery.Queues {
    @Override
    public dev.sluice.engine.events.put.Inlet.Enqueue prepare(
            dev.sluice.engine.aws.Caller caller, com.fasterxml.jackson.databind.node.ObjectNode message) {
        throw dev.sluice.engine.aws.AwsException.of("UnknownOperationException", "no sqs");
    }
}
