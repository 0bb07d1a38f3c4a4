package dev.sluice.transformers.processing;

/** Where finished jobs are written down. */
interface Jobs {

    /** Completes a job that is still requested; one that is already completed stays as it is. */
    void complete(String requestId, int words, int characters);
}
