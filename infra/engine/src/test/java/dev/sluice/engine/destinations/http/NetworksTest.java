package dev.sluice.engine.destinations.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"1.1.1.1", "100.128.0.1", "172.32.0.1", "198.20.0.1", "2606:4700::1111", "64:ff9b::1.1.1.1"})
    void publicAddressesMayBeCalled(String address) throws Exception {
        InetAddress literal = InetAddress.getByName(address);
        assertThat(Networks.vetted("example.com", literal)).containsExactly(literal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.1.2.3",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "169.254.169.254",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.168.0.1",
                "198.19.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "fc00::1",
                "fe80::1",
                "ff02::1",
                "2001:db8::1",
                "64:ff9b::10.0.0.1",
                "64:ff9b:1::1",
                "2002:a00:1::1",
                "2001::1",
                "2606:4700::5efe:10.0.0.1",
                "::10.0.0.1"
            })
    void otherAddressesMayNot(String address) throws Exception {
        InetAddress literal = InetAddress.getByName(address);
        assertThatThrownBy(() -> Networks.vetted("example.com", literal))
                .isInstanceOf(Networks.BlockedAddressException.class)
                .hasMessageContaining("example.com resolves to");
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
