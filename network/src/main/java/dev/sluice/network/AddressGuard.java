package dev.sluice.network;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Says which addresses may be connected to: those of the public internet, and those of networks that the operator
 * allows. An address that embeds an IPv4 address counts as that one (NAT64, ISATAP); 6to4 and Teredo, which go through third-party relays,
 * are never public. Immutable.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IPv4 special-purpose addresses</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IPv6 special-purpose addresses</a>
 */
public final class AddressGuard {

    private static final List<Cidr> NOT_PUBLIC_V4 = Cidr.all(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    private static final Cidr GLOBAL_V6 = Cidr.parse("2000::/3");
    private static final List<Cidr> NOT_PUBLIC_V6 = Cidr.all(
            "2001::/23", // protocol assignments, Teredo (2001::/32) among them
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4: a tunnel to any IPv4 address
            "2620:4f:8000::/48",
            "3fff::/20"); // documentation

    /** What a NAT64 gateway turns into the IPv4 address at the end. */
    private static final Cidr NAT64 = Cidr.parse("64:ff9b::/96");

    private final List<Cidr> allowed;

    private AddressGuard(List<Cidr> allowed) {
        this.allowed = allowed;
    }

    /**
     * @param allowedNetworks blocks of addresses that may be reached though they are not public, comma separated; empty for none
     * @throws IllegalArgumentException if one is not a block of addresses, naming it
     */
    public static AddressGuard allowing(String allowedNetworks) {
        return new AddressGuard(Arrays.stream(allowedNetworks.split(",", -1))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(Cidr::parse)
                .toList());
    }

    /** Whether a connection to this address may be made. */
    public boolean permits(InetAddress address) {
        byte[] bytes = address.getAddress();
        return allowed.stream().anyMatch(block -> block.contains(bytes)) || isPublic(bytes);
    }

    /** The first of these that may not be connected to. One forbidden address forbids its name. */
    public Optional<InetAddress> forbidden(InetAddress... addresses) {
        return Arrays.stream(addresses).filter(address -> !permits(address)).findFirst();
    }

    private static boolean isPublic(byte[] address) {
        if (address.length == 4) {
            return NOT_PUBLIC_V4.stream().noneMatch(block -> block.contains(address));
        }
        if (NAT64.contains(address)) {
            return isPublic(Arrays.copyOfRange(address, 12, 16));
        }
        return GLOBAL_V6.contains(address)
                && NOT_PUBLIC_V6.stream().noneMatch(block -> block.contains(address))
                && !tunnels(address);
    }

    /** ISATAP: an interface identifier of {@code 0:5efe} or {@code 200:5efe} before an IPv4 address. */
    private static boolean tunnels(byte[] address) {
        return (address[8] & 0xfd) == 0
                && address[9] == 0
                && (address[10] & 0xff) == 0x5e
                && (address[11] & 0xff) == 0xfe
                && !isPublic(Arrays.copyOfRange(address, 12, 16));
    }
}
