package dev.sluice.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestinationUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://warehouse.example.com/orders, true",
        "http://127.0.0.1:8080/orders, true",
        "http://localhost:8080, true",
        "http://[::1]:8080/orders, true",
        "http://warehouse.example.com/orders, false",
        "http://127.0.0.1.example.com/orders, false",
        "http://localhost@warehouse.example.com/, false",
        "http://10.0.0.1/orders, false",
        "ftp://warehouse.example.com/, false",
        "https://, false"
    })
    void aDestinationIsReachedByHttpsUnlessItIsOnThisMachine(String url, boolean allowed) {
        String pattern = Synthesized.real()
                .template()
                .path("Parameters")
                .path("WarehouseUrl")
                .path("AllowedPattern")
                .asText();
        assertThat(url.matches(pattern)).isEqualTo(allowed);
    }
}
