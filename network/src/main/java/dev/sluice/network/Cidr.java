package dev.sluice.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A block of addresses, such as {@code 10.0.0.0/8} or {@code fc00::/7}; an address without a length is a block of one.
 *
 * @param bits how many leading bits of {@code base} count
 */
public record Cidr(byte[] base, int bits) {

    /** Only literals: a name such as {@code cafe} would be looked up, and {@code 10} would mean 0.0.0.10. */
    private static final Pattern LITERAL = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

    private static final Pattern LENGTH = Pattern.compile("\\d{1,3}");

    /** @throws IllegalArgumentException if the text is not a block of addresses, naming it */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        String length = slash < 0 ? "" : text.substring(slash + 1);
        byte[] base = literal(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException(
                        text + " is not a block of addresses such as 10.0.0.0/8 or fc00::/7"));
        int most = base.length * Byte.SIZE;
        if (slash < 0) {
            return new Cidr(base, most);
        }
        if (!LENGTH.matcher(length).matches() || Integer.parseInt(length) > most) {
            throw new IllegalArgumentException(
                    text + " is not a block of addresses: its length must be a number from 0 to " + most);
        }
        return new Cidr(base, Integer.parseInt(length));
    }

    /** Whether {@code address}, a literal, is in the block; false too if either text is not what it should be. */
    public static boolean contains(String block, String address) {
        try {
            Cidr cidr = parse(block);
            return literal(address).filter(cidr::contains).isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static List<Cidr> all(String... texts) {
        List<Cidr> blocks = new ArrayList<>();
        for (String text : texts) {
            blocks.add(parse(text));
        }
        return List.copyOf(blocks);
    }

    private static Optional<byte[]> literal(String address) {
        if (!LITERAL.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(address).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Whether an address of 4 or 16 bytes is in the block; one of the other kind never is. */
    public boolean contains(byte[] address) {
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
        return rest == 0 || ((address[whole] ^ base[whole]) & 0xff) >> (8 - rest) == 0;
    }
}
