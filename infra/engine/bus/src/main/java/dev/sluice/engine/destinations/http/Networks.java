package dev.sluice.engine.destinations.http;

import dev.sluice.network.AddressGuard;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which addresses a call may reach. AWS calls public addresses only; the engine adds this machine's own receivers, for hosts
 * that say so ({@code localhost}, {@code 127.0.0.1}). Everything else would let a template or a rebound name reach what only
 * this machine can, such as cloud metadata at 169.254.169.254.
 */
final class Networks {

    private static final Pattern LOOPBACK = Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");

    private static final AddressGuard PUBLIC = AddressGuard.allowing("");

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
            if (loopback ? !address.isLoopbackAddress() : !PUBLIC.permits(address)) {
                throw new BlockedAddressException(host + " resolves to " + address.getHostAddress()
                        + ", which is not a public address; use localhost for a receiver on this machine");
            }
        }
        return addresses;
    }

    /** A name that resolves to where no call may go. */
    static final class BlockedAddressException extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        BlockedAddressException(String message) {
            super(message);
        }
    }
}
