package dev.sluice.authorizers.admission;

import java.util.List;

/** Where events go that may not pass. */
interface Quarantine {

    /** One event with the reason. */
    record Case(Verdict.Rejected verdict, String original) {}

    /** Keeps all of them, or throws. */
    void keep(List<Case> cases);
}
