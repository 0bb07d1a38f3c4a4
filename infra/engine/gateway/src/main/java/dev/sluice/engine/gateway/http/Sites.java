package dev.sluice.engine.gateway.http;

import dev.sluice.engine.gateway.model.Site;
import java.util.Optional;

/** The APIs that are served. */
public interface Sites {

    /** Every API answers below this path and its id. */
    String PREFIX = "/_api/";

    Optional<Site> find(String apiId);

    /** The API that answers at the root: the one that the owner made first. */
    Optional<Site> root();
}
