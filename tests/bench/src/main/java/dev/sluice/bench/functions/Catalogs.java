package dev.sluice.bench.functions;

import dev.sluice.cli.local.Home;
import java.nio.file.Path;

/** Where the example catalog lies. */
final class Catalogs {

    private Catalogs() {}

    /** As {@code LAMBDA_TASK_ROOT}: the folder that has the catalog in it. */
    static Path task() {
        return Home.find().app();
    }

    static Path folder() {
        return task().resolve("catalog");
    }
}
