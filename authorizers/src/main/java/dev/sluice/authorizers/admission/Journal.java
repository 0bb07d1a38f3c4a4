package dev.sluice.authorizers.admission;

import java.time.Instant;
import java.util.List;

/** Where verdicts are written down. */
interface Journal {

    /** Writes all of them, or throws. A verdict that is written again replaces the earlier one. */
    void write(List<Verdict> verdicts, Instant at);
}
