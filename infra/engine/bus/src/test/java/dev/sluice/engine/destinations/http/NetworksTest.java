package dev.sluice.engine.destinations.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworksTest {

    /** The list of the guard that the sender uses too. */
    private static final Path ADDRESSES = Path.of("../../../network/src/test/resources/addresses.txt");

    static List<String> addresses() throws IOException {
        return Files.readAllLines(ADDRESSES).stream()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void onlyPublicAddressesMayBeCalled(String line) throws Exception {
        String[] parts = line.split(" ");
        InetAddress literal = InetAddress.getByName(parts[1]);
        if (parts[0].equals("public")) {
            assertThat(Networks.vetted("example.com", literal)).containsExactly(literal);
        } else {
            assertThatThrownBy(() -> Networks.vetted("example.com", literal))
                    .isInstanceOf(Networks.BlockedAddressException.class)
                    .hasMessageContaining("example.com resolves to");
        }
    }

    @Test
    void oneBadAddressAmongGoodOnesIsEnough() throws Exception {
        InetAddress good = InetAddress.getByName("1.1.1.1");
        InetAddress bad = InetAddress.getByName("10.0.0.1");
        assertThatThrownBy(() -> Networks.vetted("example.com", good, bad))
                .isInstanceOf(Networks.BlockedAddressException.class);
    }

    @Test
    void aNameOfThisMachineLeadsToThisMachineOnly() throws Exception {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        assertThat(Networks.vetted("LocalHost", loopback)).containsExactly(loopback);
        InetAddress elsewhere = InetAddress.getByName("1.1.1.1");
        assertThatThrownBy(() -> Networks.vetted("localhost", elsewhere))
                .isInstanceOf(Networks.BlockedAddressException.class);
    }
}
