package dev.sluice.delivery.api;

import dev.sluice.delivery.api.Principal.Kind;
import java.util.EnumSet;
import java.util.Set;

/** What a token may do. Every operation names one; the kinds of tokens that can have it are part of it. */
public enum Scope {
    /** Needs no token. */
    NONE("", EnumSet.allOf(Kind.class)),
    /** Needs a token, whatever it may do. */
    ANY("", EnumSet.allOf(Kind.class)),
    APPLICATIONS_READ("applications:read", EnumSet.allOf(Kind.class)),
    APPLICATIONS_WRITE("applications:write", EnumSet.of(Kind.OPERATOR)),
    ENDPOINTS_READ("endpoints:read", EnumSet.allOf(Kind.class)),
    ENDPOINTS_WRITE("endpoints:write", EnumSet.allOf(Kind.class)),
    SECRETS_READ("secrets:read", EnumSet.allOf(Kind.class)),
    SECRETS_WRITE("secrets:write", EnumSet.allOf(Kind.class)),
    EVENT_TYPES_READ("event-types:read", EnumSet.allOf(Kind.class)),
    EVENT_TYPES_WRITE("event-types:write", EnumSet.of(Kind.OPERATOR)),
    MESSAGES_READ("messages:read", EnumSet.allOf(Kind.class)),
    /** Creates and expunges messages. */
    MESSAGES_WRITE("messages:write", EnumSet.of(Kind.OPERATOR, Kind.TENANT)),
    /** Resends, recovers, replays and sends examples. */
    ATTEMPTS_WRITE("attempts:write", EnumSet.allOf(Kind.class)),
    TASKS_READ("tasks:read", EnumSet.allOf(Kind.class)),
    STATISTICS_READ("statistics:read", EnumSet.allOf(Kind.class)),
    /** Makes, lists and revokes tokens, links to the portal among them. */
    TOKENS_WRITE("tokens:write", EnumSet.of(Kind.OPERATOR)),
    /** The owner's own webhooks, which report what happens to the customers'. */
    OPERATIONS_WRITE("operations:write", EnumSet.of(Kind.OPERATOR));

    private final String text;
    private final Set<Kind> kinds;

    Scope(String text, EnumSet<Kind> kinds) {
        this.text = text;
        this.kinds = kinds;
    }

    /** As a token lists it, such as {@code endpoints:read}; empty if no token has to list it. */
    public String text() {
        return text;
    }

    public boolean isFor(Kind kind) {
        return kinds.contains(kind);
    }
}
