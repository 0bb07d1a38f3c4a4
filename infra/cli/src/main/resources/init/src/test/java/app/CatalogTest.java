package app;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.sluice.rules.catalog.Catalog;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CatalogTest {

    /** Loading checks every pattern against its examples, and every schema. */
    @Test
    void theCatalogIsInOrder() {
        Catalog catalog = Catalog.load(Path.of("catalog"));
        assertFalse(catalog.sources().isEmpty());
        assertFalse(catalog.routes().isEmpty());
    }
}
