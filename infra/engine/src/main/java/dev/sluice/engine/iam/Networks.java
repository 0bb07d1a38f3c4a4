package dev.sluice.engine.iam;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses and CIDR blocks, as literals only. */
final class Networks {

    private Networks() {}

    static boolean contains(String cidr, String address) {
        int slash = cidr.indexOf('/');
        byte[] block = literal(slash < 0 ? cidr : cidr.substring(0, slash));
        byte[] actual = literal(address);
        int bits = slash < 0 ? block.length * 8 : Integer.parseInt(cidr.substring(slash + 1));
        if (block.length != actual.length) {
            return false;
        }
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >> (i % 8);
            if ((block[i / 8] & mask) != (actual[i / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] literal(String address) {
        if (!address.matches("[0-9a-fA-F:.]+")) {
            throw new IllegalArgumentException(address + " is no IP address");
        }
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address + " is no IP address", e);
        }
    }
}
