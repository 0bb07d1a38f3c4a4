package dev.sluice.delivery.eventtype;

class MemoryEventTypesTest extends EventTypeStoreContract {

    private final MemoryEventTypes types = new MemoryEventTypes();

    @Override
    protected EventTypeStore store() {
        return types;
    }
}
