package dev.sluice.engine;

final class NoHttp implements dev.sluice.engine.events.delivery.HttpTargets {
    @Override
    public java.time.Duration reserve(String arn) {
        return java.time.Duration.ZERO;
    }

    @Override
    public dev.sluice.engine.events.delivery.Outcome send(
            dev.sluice.engine.aws.Caller caller, String arn, dev.sluice.engine.events.delivery.HttpCall call) {
        return dev.sluice.engine.events.delivery.Outcome.refused("NO_RESOURCE", "none");
    }
}
