package dev.sluice.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    private static final AddressGuard PUBLIC_ONLY = AddressGuard.allowing("");
    private static final int SAMPLES = 20_000;

    static List<String> addresses() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/addresses.txt")).stream()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void onlyAddressesOfThePublicInternetArePermitted(String line) throws UnknownHostException {
        String[] parts = line.split(" ");
        assertThat(PUBLIC_ONLY.permits(InetAddress.getByName(parts[1]))).isEqualTo(parts[0].equals("public"));
    }

    @Test
    void noPrivateAddressGetsThroughInsideAnother() throws UnknownHostException {
        Random random = new Random(11);
        List<String> inside = List.of("10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16");
        for (int i = 0; i < SAMPLES; i++) {
            byte[] v4 = within(Cidr.parse(inside.get(random.nextInt(inside.size()))), random);
            for (int form = 0; form < 7; form++) {
                InetAddress address = InetAddress.getByAddress(embedded(v4, form, random));
                assertThat(PUBLIC_ONLY.permits(address)).as(address.toString()).isFalse();
            }
        }
    }

    @Test
    void nothingOutsideOf2000IsPermittedButThePublicOnesBehindNat64() throws UnknownHostException {
        Random random = new Random(12);
        Cidr global = Cidr.parse("2000::/3");
        Cidr nat64 = Cidr.parse("64:ff9b::/96");
        for (int i = 0; i < SAMPLES; i++) {
            byte[] bytes = new byte[16];
            random.nextBytes(bytes);
            InetAddress address = InetAddress.getByAddress(bytes);
            if (PUBLIC_ONLY.permits(address)) {
                assertThat(global.contains(bytes) || nat64.contains(bytes)).isTrue();
            }
        }
    }

    @Test
    void anAllowedNetworkIsPermittedAndNoMore() throws UnknownHostException {
        AddressGuard guard = AddressGuard.allowing("10.1.0.0/16, ::1/128,fd00::/8");
        assertThat(guard.permits(InetAddress.getByName("10.1.255.1"))).isTrue();
        assertThat(guard.permits(InetAddress.getByName("10.2.0.1"))).isFalse();
        assertThat(guard.permits(InetAddress.getByName("::1"))).isTrue();
        assertThat(guard.permits(InetAddress.getByName("127.0.0.1"))).isFalse();
        assertThat(guard.permits(InetAddress.getByName("fd12::1"))).isTrue();
        assertThat(guard.permits(InetAddress.getByName("8.8.8.8"))).isTrue();
    }

    @Test
    void oneForbiddenAddressAmongOthersIsFound() throws UnknownHostException {
        InetAddress good = InetAddress.getByName("8.8.8.8");
        InetAddress bad = InetAddress.getByName("169.254.169.254");
        assertThat(PUBLIC_ONLY.forbidden(good)).isEmpty();
        assertThat(PUBLIC_ONLY.forbidden(good, bad)).contains(bad);
    }

    @Test
    void emptyPlacesInTheListOfAllowedNetworksAllowNothing() throws UnknownHostException {
        AddressGuard guard = AddressGuard.allowing(" , ,");
        assertThat(guard.permits(InetAddress.getByName("10.0.0.1"))).isFalse();
        assertThat(guard.permits(InetAddress.getByName("8.8.8.8"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "example.com/8", "10.0.0.0/x", "::/129", "everything"})
    void aNetworkThatIsNoneIsNamed(String text) {
        assertThatThrownBy(() -> AddressGuard.allowing(text)).hasMessageContaining(text);
    }

    /** A v4 address in each of the forms in which v6 can carry it. */
    private static byte[] embedded(byte[] v4, int form, Random random) {
        byte[] bytes = new byte[16];
        switch (form) {
            case 0 -> { // v4-mapped
                bytes[10] = (byte) 0xff;
                bytes[11] = (byte) 0xff;
            }
            case 1 -> {} // v4-compatible
            case 2 -> { // NAT64
                bytes[1] = 0x64;
                bytes[2] = (byte) 0xff;
                bytes[3] = (byte) 0x9b;
            }
            case 3 -> { // 6to4
                random.nextBytes(bytes);
                bytes[0] = 0x20;
                bytes[1] = 0x02;
                System.arraycopy(v4, 0, bytes, 2, 4);
                return bytes;
            }
            case 4 -> { // Teredo, whose client address is inverted
                random.nextBytes(bytes);
                bytes[0] = 0x20;
                bytes[1] = 0x01;
                bytes[2] = 0;
                bytes[3] = 0;
                for (int i = 0; i < 4; i++) {
                    bytes[12 + i] = (byte) ~v4[i];
                }
                return bytes;
            }
            default -> { // ISATAP under a public prefix, with and without the universal bit
                random.nextBytes(bytes);
                bytes[0] = 0x2a;
                bytes[8] = (byte) (form == 5 ? 0 : 2);
                bytes[9] = 0;
                bytes[10] = 0x5e;
                bytes[11] = (byte) 0xfe;
            }
        }
        System.arraycopy(v4, 0, bytes, 12, 4);
        return bytes;
    }

    private static byte[] within(Cidr block, Random random) {
        byte[] address = new byte[block.base().length];
        random.nextBytes(address);
        for (int bit = 0; bit < block.bits(); bit++) {
            int mask = 0x80 >> (bit % 8);
            address[bit / 8] = (byte) (address[bit / 8] & ~mask | block.base()[bit / 8] & mask);
        }
        return address;
    }
}
