package dev.sluice.delivery.network;

import java.net.UnknownHostException;

/** A name that leads to an address which the sender may not reach. */
public final class ForbiddenAddressException extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    ForbiddenAddressException(String message) {
        super(message);
    }
}
