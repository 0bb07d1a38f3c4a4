package dev.sluice.engine.iam.condition;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Addresses and CIDR blocks, as literals only. */
final class Networks {

    private Networks() {}

    /** False too if one of the two is not an address. */
    static boolean contains(String cidr, String address) {
        int slash = cidr.indexOf('/');
        Optional<byte[]> block = literal(slash < 0 ? cidr : cidr.substring(0, slash));
        Optional<byte[]> actual = literal(address);
        String length = slash < 0 ? "" : cidr.substring(slash + 1);
        if (block.isEmpty() || actual.isEmpty() || slash >= 0 && !length.matches("\\d{1,3}")) {
            return false;
        }
        int most = block.get().length * Byte.SIZE;
        int bits = slash < 0 ? most : Integer.parseInt(length);
        return block.get().length == actual.get().length && bits <= most && same(block.get(), actual.get(), bits);
    }

    private static boolean same(byte[] one, byte[] other, int bits) {
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >> (i % 8);
            if ((one[i / 8] & mask) != (other[i / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<byte[]> literal(String address) {
        // A text such as "cafe" would be looked up as a name.
        if (!address.matches("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(address).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
