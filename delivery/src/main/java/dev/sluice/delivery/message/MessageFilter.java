package dev.sluice.delivery.message;

import dev.sluice.runtime.journal.Message;
import java.util.List;
import java.util.Optional;

/**
 * Which messages are wanted. What is empty restricts nothing.
 *
 * @param types any of these
 */
public record MessageFilter(Optional<String> channel, Optional<String> tag, List<String> types) {

    public static final MessageFilter ANY = new MessageFilter(Optional.empty(), Optional.empty(), List.of());

    public boolean restricts() {
        return channel.isPresent() || tag.isPresent() || !types.isEmpty();
    }

    public boolean takes(Message message) {
        return channel.map(message.channels()::contains).orElse(true)
                && tag.map(message.tags()::contains).orElse(true)
                && (types.isEmpty() || types.contains(message.type()));
    }
}
