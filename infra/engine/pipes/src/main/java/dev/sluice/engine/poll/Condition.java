package dev.sluice.engine.poll;

/** Why records are abandoned, in the words of AWS's failure records. */
public enum Condition {
    RETRY_ATTEMPTS_EXHAUSTED("RetryAttemptsExhausted"),
    RECORD_AGE_EXCEEDED("RecordAgeExceeded");

    private final String word;

    Condition(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
