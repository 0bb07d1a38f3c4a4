package dev.sluice.engine.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.poll.filter.BodyPattern;
import dev.sluice.engine.request.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"e\",\"detail-type\":\"t\",\"detail\":{\"n\":1e999999999999}}",
                "{\"id\":\"e\",\"detail-type\":\"t\",\"detail\":{\"n\":-1E-99999999999}}",
                "{\"id\":",
                "\u0000",
                "no JSON",
            })
    void aMessageThatCannotBeReadIsAboutItself(String body) {
        assertThat(subject(body)).isEqualTo(new Subject("m", ""));
        assertThat(BodyPattern.withParsedBody(Json.object().put("body", body))).isEmpty();
    }

    @Test
    void aMessageThatHoldsAnEventIsAboutTheEvent() {
        assertThat(subject("{\"id\":\"e\",\"detail-type\":\"t\",\"detail\":{\"n\":1e999,\"metadata\":{\"id\":\"s\"}}}"))
                .isEqualTo(new Subject("e", "s"));
    }

    private static Subject subject(String body) {
        return Subject.of(new Polled("m", "1", "", Instant.EPOCH, Json.object().put("body", body), 1));
    }
}
