package dev.sluice.delivery.http;

import dev.sluice.rules.json.StorableText;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;

/** What is kept of a response's head. A receiver decides how much it sends, so there is a limit. */
final class Headers {

    /** Characters of one value, and of all names and values. */
    private static final int VALUE = 1_024;

    private static final int ALL = 4_096;

    private Headers() {}

    /** The headers in order, until they are too many. */
    static List<Map.Entry<String, String>> kept(HttpResponse response) {
        List<Map.Entry<String, String>> kept = new ArrayList<>();
        int left = ALL;
        for (Header header : response.getHeaders()) {
            String value = StorableText.limited(header.getValue() == null ? "" : header.getValue(), VALUE);
            left -= header.getName().length() + value.length();
            if (left < 0) {
                break;
            }
            kept.add(Map.entry(header.getName(), value));
        }
        return List.copyOf(kept);
    }

    /** The numbers of the address at the other end. */
    static String address(HttpContext context) {
        EndpointDetails connection = HttpCoreContext.cast(context).getEndpointDetails();
        SocketAddress remote = connection == null ? null : connection.getRemoteAddress();
        return remote instanceof InetSocketAddress address && address.getAddress() != null
                ? address.getAddress().getHostAddress()
                : "";
    }
}
