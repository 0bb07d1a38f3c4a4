package dev.sluice.delivery.http;

import dev.sluice.delivery.network.ForbiddenAddressException;
import dev.sluice.rules.json.StorableText;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;

/** Turns what the HTTP client throws into a failure that a tenant can do something with. */
final class Failures {

    private static final int LONGEST = 300;

    private Failures() {}

    static Answer.Failure of(Throwable cause) {
        if (cause instanceof ForbiddenAddressException) {
            return Answer.Failure.FORBIDDEN_ADDRESS;
        } else if (cause instanceof UnknownHostException) {
            return Answer.Failure.DNS_FAILED;
        } else if (cause instanceof ConnectTimeoutException) {
            return Answer.Failure.CONNECT_TIMEOUT;
        } else if (cause instanceof HttpHostConnectException
                || cause instanceof ConnectException
                || cause instanceof NoRouteToHostException) {
            return timedOut(cause) ? Answer.Failure.CONNECT_TIMEOUT : Answer.Failure.CONNECTION_REFUSED;
        } else if (cause instanceof SSLException) {
            return Answer.Failure.TLS_FAILED;
        } else if (cause instanceof SocketTimeoutException) {
            return Answer.Failure.TIMEOUT;
        } else if (cause instanceof HttpException || cause instanceof MessageConstraintException) {
            return Answer.Failure.INVALID_RESPONSE;
        }
        return Answer.Failure.CONNECTION_LOST;
    }

    private static boolean timedOut(Throwable cause) {
        return String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains("timed out");
    }

    /** What it says, as a dead letter's attribute can hold it: part of it may be what the receiver sent. */
    static String words(Throwable cause) {
        return StorableText.limited(String.valueOf(cause.getMessage()), LONGEST);
    }
}
