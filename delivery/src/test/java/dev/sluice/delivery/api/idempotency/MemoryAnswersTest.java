package dev.sluice.delivery.api.idempotency;

class MemoryAnswersTest extends IdempotencyStoreContract {

    @Override
    protected IdempotencyStore store() {
        return new MemoryAnswers();
    }
}
