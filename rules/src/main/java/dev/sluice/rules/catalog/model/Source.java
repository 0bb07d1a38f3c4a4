package dev.sluice.rules.catalog.model;

import java.util.List;
import java.util.Optional;

/** Who publishes events. */
public sealed interface Source permits TableSource, PartnerSource {

    /** The {@code source} of its events, such as {@code com.example.orders}. */
    String source();

    /** JSON pointer into the data, where the tenant's id is. */
    String tenant();

    List<EventType> types();

    /** The type that a detail-type names. */
    default Optional<EventType> type(String detailType) {
        return types().stream()
                .filter(type -> type.detailType().equals(detailType))
                .findFirst();
    }
}
