package dev.sluice.delivery.eventtype;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.delivery.ManualClock;
import dev.sluice.rules.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of event types does. */
public abstract class EventTypeStoreContract {

    private final String name = "t." + UUID.randomUUID();
    private final KnownType type = new KnownType(
            name,
            "words",
            false,
            true,
            Optional.of(Json.object().set("1", Json.object().put("type", "object"))),
            Optional.of("group"),
            List.of("beta", "alpha"),
            ManualClock.START,
            ManualClock.START);

    protected abstract EventTypeStore store();

    @Test
    void whatWasCreatedIsFoundAsItWas() {
        assertThat(store().create(type)).isTrue();
        assertThat(store().find(name)).contains(type);
        assertThat(store().all()).contains(type);
        assertThat(store().find("other." + name)).isEmpty();
    }

    @Test
    void whatIsThereIsReplacedAndNotCreatedAgain() {
        store().create(type);
        assertThat(store().create(type.archived(true, ManualClock.START))).isFalse();
        store().put(type.archived(true, ManualClock.START));
        assertThat(store().find(name)).contains(type.archived(true, ManualClock.START));
    }

    @Test
    void whatWasDeletedIsGone() {
        store().create(type);
        store().delete(name);
        store().delete(name);
        assertThat(store().find(name)).isEmpty();
    }
}
