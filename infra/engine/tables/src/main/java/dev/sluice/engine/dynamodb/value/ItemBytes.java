package dev.sluice.engine.dynamodb.value;

import dev.sluice.engine.request.Json;
import java.io.IOException;

/** Items as they lie in the store: the wire's own JSON in UTF-8. */
public final class ItemBytes {

    private ItemBytes() {}

    public static byte[] write(Item item) {
        try {
            return Json.MAPPER.writeValueAsBytes(ValueWriter.item(item));
        } catch (IOException e) {
            throw new IllegalStateException("an item cannot be written", e);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static Item read(byte[] bytes) {
        try {
            return ValueReader.item(Json.parse(bytes));
        } catch (IOException e) {
            throw new IllegalStateException("a stored item cannot be read", e);
        }
    }
}
