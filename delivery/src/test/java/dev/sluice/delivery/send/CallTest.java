package dev.sluice.delivery.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.delivery.ManualClock;
import dev.sluice.delivery.endpoint.Endpoints;
import dev.sluice.delivery.http.Answer;
import dev.sluice.delivery.http.Poster;
import dev.sluice.delivery.network.UrlRules;
import dev.sluice.delivery.oauth.Tokens;
import dev.sluice.delivery.queue.Delivery;
import dev.sluice.delivery.send.limit.Gate;
import dev.sluice.network.AddressGuard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallTest {

    private static final Answer ANSWER = new Answer.Responded(204, Optional.empty(), "", 5);

    private final ManualClock clock = new ManualClock();
    private final Gate gate = new Gate();
    private final List<Call.Ended> ended = new ArrayList<>();

    @Test
    void anAttemptThatCannotStartWhereAnotherHasEndedEndsAsFailed() {
        for (int i = 0; i < Gate.START; i++) {
            gate.enter(call("in-flight-" + i, (post, done) -> {}));
        }
        gate.enter(call("broken", (post, done) -> {
            throw new IllegalStateException("no request can be made");
        }));
        assertThat(ended).isEmpty();
        gate.left(ANSWER, clock.instant());
        assertThat(ended)
                .extracting(Call.Ended::answer)
                .singleElement()
                .isInstanceOfSatisfying(Answer.Failed.class, failed -> {
                    assertThat(failed.failure()).isEqualTo(Answer.Failure.INVALID_REQUEST);
                    assertThat(failed.message()).isEqualTo("no request can be made");
                });
    }

    @Test
    void anAttemptEndsOnceThoughItsAnswerIsFollowedByAFailure() {
        gate.enter(call("e", (post, done) -> {
            done.accept(ANSWER);
            throw new IllegalStateException("too late");
        }));
        assertThat(ended).extracting(Call.Ended::answer).containsExactly(ANSWER);
    }

    private Call call(String event, Poster poster) {
        UrlRules urls = new UrlRules(AddressGuard.allowing("127.0.0.0/8"), true);
        Target target =
                Target.of(Endpoints.of("blue", "1", "http://127.0.0.1/"), urls, new Tokens(poster, urls, clock));
        Delivery delivery = new Delivery(event, "blue", "ep_1", 1, 1, Optional.empty(), "{}");
        return new Call(new Pending(delivery, new ArrayList<>()), target, gate, poster, clock, ended::add);
    }
}
