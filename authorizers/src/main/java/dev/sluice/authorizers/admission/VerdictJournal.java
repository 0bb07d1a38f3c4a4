package dev.sluice.authorizers.admission;

import dev.sluice.rules.event.Metadata;
import dev.sluice.runtime.journal.JournalStore;
import dev.sluice.runtime.journal.RecordedVerdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Verdicts as entries of the journal's table. */
final class VerdictJournal implements Journal {

    private final JournalStore store;

    VerdictJournal(JournalStore store) {
        this.store = store;
    }

    @Override
    public void write(List<Verdict> verdicts, Instant at) {
        store.judged(verdicts.stream().map(verdict -> entry(verdict, at)).toList());
    }

    private static RecordedVerdict entry(Verdict verdict, Instant at) {
        if (verdict instanceof Verdict.Rejected rejected) {
            return new RecordedVerdict(
                    rejected.id(),
                    rejected.source(),
                    rejected.type(),
                    rejected.account(),
                    Optional.empty(),
                    Optional.of(new RecordedVerdict.Rejection(rejected.reason().name(), rejected.detail())),
                    at);
        }
        Verdict.Admitted admitted = (Verdict.Admitted) verdict;
        Metadata metadata = admitted.event().metadata();
        return new RecordedVerdict(
                metadata.id(),
                admitted.event().source(),
                admitted.event().detailType(),
                metadata.sourceAccount().orElse(""),
                Optional.of(metadata.tenant()),
                Optional.empty(),
                at);
    }
}
