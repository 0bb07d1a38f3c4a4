package dev.sluice.delivery.journal;

class MemoryJournalTest extends JournalContract {

    private final MemoryJournal journal = new MemoryJournal();

    @Override
    protected Journal journal() {
        return journal;
    }
}
