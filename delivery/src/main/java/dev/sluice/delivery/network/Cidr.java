package dev.sluice.delivery.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * A block of addresses, such as {@code 10.0.0.0/8} or {@code fc00::/7}.
 *
 * @param bits how many leading bits of {@code base} count
 */
record Cidr(byte[] base, int bits) {

    /** @throws IllegalArgumentException if the text is no block of addresses, naming it */
    static Cidr parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        // Only literals: a name would be looked up.
        if (!address.matches("[0-9.]+") && !address.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            throw new IllegalArgumentException(text + " is no block of addresses such as 10.0.0.0/8");
        }
        try {
            byte[] base = InetAddress.getByName(address).getAddress();
            int bits = slash < 0 ? base.length * 8 : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > base.length * 8) {
                throw new IllegalArgumentException(text + " has a prefix length out of range");
            }
            return new Cidr(base, bits);
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException(text + " is no block of addresses such as 10.0.0.0/8", e);
        }
    }

    static List<Cidr> all(String... texts) {
        List<Cidr> blocks = new ArrayList<>();
        for (String text : texts) {
            blocks.add(parse(text));
        }
        return List.copyOf(blocks);
    }

    boolean contains(byte[] address) {
        if (address.length != base.length) {
            return false;
        }
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (address[i] != base[i]) {
                return false;
            }
        }
        int rest = bits % 8;
        return rest == 0 || (address[whole] ^ base[whole]) >> (8 - rest) == 0;
    }
}
