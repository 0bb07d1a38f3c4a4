package dev.sluice.engine.destinations.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which addresses a call may reach. AWS calls public addresses only; the engine adds this machine's own receivers, for hosts
 * that say so ({@code localhost}, {@code 127.0.0.1}). Everything else would let a template or a rebound name reach what only
 * this machine can, such as cloud metadata at 169.254.169.254.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry/">IANA's special-purpose addresses</a>
 */
final class Networks {

    private static final Pattern LOOPBACK = Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");

    private static final List<int[]> NOT_PUBLIC = List.of(
            block(0, 0, 8),
            block(10, 0, 8),
            block(100, 64, 10),
            block(127, 0, 8),
            block(169, 254, 16),
            block(172, 16, 12),
            new int[] {192 << 24, 24},
            new int[] {(192 << 24) | (2 << 8), 24},
            new int[] {(192 << 24) | (31 << 16) | (196 << 8), 24},
            new int[] {(192 << 24) | (52 << 16) | (193 << 8), 24},
            new int[] {(192 << 24) | (88 << 16) | (99 << 8), 24},
            block(192, 168, 16),
            new int[] {(192 << 24) | (175 << 16) | (48 << 8), 24},
            block(198, 18, 15),
            new int[] {(198 << 24) | (51 << 16) | (100 << 8), 24},
            new int[] {(203 << 24) | (113 << 8), 24},
            block(224, 0, 4),
            block(240, 0, 4));

    private Networks() {}

    /** Whether a host names this machine and nothing else. */
    static boolean isLoopbackName(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.equals("[::1]")
                || name.equals("::1")
                || LOOPBACK.matcher(name).matches();
    }

    /** @throws BlockedAddressException unless every address may be reached under this name */
    static InetAddress[] vetted(String host, InetAddress... addresses) throws BlockedAddressException {
        boolean loopback = isLoopbackName(host);
        for (InetAddress address : addresses) {
            if (loopback ? !address.isLoopbackAddress() : !isPublic(address.getAddress())) {
                throw new BlockedAddressException(host + " resolves to " + address.getHostAddress()
                        + ", which is not a public address; use localhost for a receiver on this machine");
            }
        }
        return addresses;
    }

    private static boolean isPublic(byte[] address) {
        return address.length == 4 ? isPublicV4(address, 0) : isPublicV6(address);
    }

    private static boolean isPublicV4(byte[] bytes, int at) {
        int address = (bytes[at] & 255) << 24
                | (bytes[at + 1] & 255) << 16
                | (bytes[at + 2] & 255) << 8
                | (bytes[at + 3] & 255);
        for (int[] block : NOT_PUBLIC) {
            int mask = -1 << (32 - block[1]);
            if ((address & mask) == block[0]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Global unicast only. What leads to an IPv4 address counts as that (NAT64, ISATAP); 6to4 and Teredo, which lead through
     * somebody's relay, are never public.
     */
    private static boolean isPublicV6(byte[] bytes) {
        if (starts(bytes, 0x00, 0x64, 0xff, 0x9b) && Arrays.equals(bytes, 4, 12, new byte[8], 0, 8)) {
            return isPublicV4(bytes, 12);
        }
        boolean global = (bytes[0] & 0xe0) == 0x20;
        boolean documentation =
                starts(bytes, 0x20, 0x01, 0x0d, 0xb8) || starts(bytes, 0x3f, 0xff) && (bytes[2] & 0xf0) == 0;
        boolean protocols = starts(bytes, 0x20, 0x01) && (bytes[2] & 0xfe) == 0; // Teredo among them
        boolean sixToFour = starts(bytes, 0x20, 0x02);
        boolean delegation = starts(bytes, 0x26, 0x20, 0x00, 0x4f, 0x80, 0x00); // AS112
        boolean isatap = (bytes[8] & 0xfd) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == (byte) 0xfe;
        return global
                && !documentation
                && !protocols
                && !sixToFour
                && !delegation
                && (!isatap || isPublicV4(bytes, 12));
    }

    private static boolean starts(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 255) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static int[] block(int first, int second, int bits) {
        return new int[] {first << 24 | second << 16, bits};
    }

    /** A name that resolves to where no call may go. */
    static final class BlockedAddressException extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        BlockedAddressException(String message) {
            super(message);
        }
    }
}
