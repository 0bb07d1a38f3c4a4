package dev.sluice.authorizers.admission;

import dev.sluice.rules.event.DomainEvent;
import dev.sluice.rules.event.Identifier;

/** What the gate says of one event: it passes, or it does not for exactly one reason. */
public sealed interface Verdict {

    /** It passes, with its metadata completed. */
    record Admitted(DomainEvent event) implements Verdict {}

    /**
     * It does not pass.
     *
     * @param id the event's stable id as far as it can be told
     * @param source who published it, if it can be told; otherwise {@code unknown}
     * @param type its detail-type, if it can be told; otherwise {@code unknown}
     * @param account the account it came from, if it can be told; otherwise {@code unknown}
     * @param detail the reason in words, at most {@value AdmissionControl#DETAIL_CHARACTERS} characters
     */
    record Rejected(String id, String source, String type, String account, Reason reason, String detail)
            implements Verdict {

        private static final int NAME_CHARACTERS = 256;

        /** All of it becomes keys and message attributes, whatever the publisher wrote. */
        public Rejected {
            id = Identifier.shown(id, Identifier.EVENT_ID.most());
            source = Identifier.shown(source, NAME_CHARACTERS);
            type = Identifier.shown(type, NAME_CHARACTERS);
            account = Identifier.shown(account, NAME_CHARACTERS);
            detail = Identifier.shown(detail, AdmissionControl.DETAIL_CHARACTERS);
        }
    }
}
