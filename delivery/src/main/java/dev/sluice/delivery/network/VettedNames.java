package dev.sluice.delivery.network;

import dev.sluice.network.AddressGuard;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Resolves names to addresses that may be reached, and remembers them for a short while, so that the addresses that were
 * vetted are those that are connected to. Thread-safe.
 */
public final class VettedNames {

    /** Looks a name up. */
    public interface Lookup {
        InetAddress[] all(String host) throws UnknownHostException;
    }

    private static final Duration KEPT = Duration.ofSeconds(30);
    /** So that a request begun with a remembered name ends with it. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    private static final int MOST = 10_000;

    private record Known(InetAddress[] addresses, long untilMillis) {}

    private final AddressGuard guard;
    private final Lookup lookup;
    private final InstantSource clock;
    private final Map<String, Known> known = new LinkedHashMap<>();

    public VettedNames(AddressGuard guard, Lookup lookup, InstantSource clock) {
        this.guard = guard;
        this.lookup = lookup;
        this.clock = clock;
    }

    /** The addresses of a name that was looked up within the last 30 seconds. */
    public Optional<InetAddress[]> remembered(String host) {
        return known(host, Duration.ZERO);
    }

    private Optional<InetAddress[]> known(String host, Duration grace) {
        synchronized (known) {
            Known have = known.get(key(host));
            return have == null || have.untilMillis() + grace.toMillis() <= clock.millis()
                    ? Optional.empty()
                    : Optional.of(have.addresses().clone());
        }
    }

    /**
     * All addresses of a name, remembered or looked up; may block as long as the name servers take.
     *
     * @throws ForbiddenAddressException if one of them may not be reached
     */
    public InetAddress[] resolve(String host) throws UnknownHostException {
        Optional<InetAddress[]> remembered = remembered(host);
        return remembered.isPresent() ? remembered.get() : lookUp(host);
    }

    /** The addresses to connect to now, which were vetted when the request began. */
    public InetAddress[] pinned(String host) throws UnknownHostException {
        Optional<InetAddress[]> remembered = known(host, GRACE);
        return remembered.isPresent() ? remembered.get() : lookUp(host);
    }

    private InetAddress[] lookUp(String host) throws UnknownHostException {
        InetAddress[] addresses = lookup.all(key(host));
        Optional<InetAddress> forbidden = guard.forbidden(addresses);
        if (forbidden.isPresent()) {
            throw new ForbiddenAddressException(
                    host + " leads to " + forbidden.get().getHostAddress() + ", which may not be reached");
        }
        synchronized (known) {
            if (known.size() >= MOST) {
                var oldest = known.entrySet().iterator();
                oldest.next();
                oldest.remove();
            }
            known.put(key(host), new Known(addresses.clone(), clock.millis() + KEPT.toMillis()));
        }
        return addresses;
    }

    private static String key(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return bare.toLowerCase(Locale.ROOT);
    }
}
