package app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.rules.catalog.Catalog;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogTest {

    /** Loading checks every pattern against its examples, and every schema. */
    @Test
    void theCatalogIsInOrder() {
        Catalog catalog = Catalog.load(Path.of("catalog"));
        assertEquals(
                List.of("customers"),
                catalog.tables().stream().map(table -> table.table()).toList());
        assertEquals(
                List.of("com.example.billing"),
                catalog.partners().stream().map(partner -> partner.source()).toList());
    }
}
