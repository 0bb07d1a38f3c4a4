package dev.sluice.rules.priming;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * Rehearses a function before its snapshot is taken. Without SnapStart it does nothing. A rehearsal that fails is told on
 * standard error and changes nothing: an unprimed function is slow once, and works.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">Runtime hooks for SnapStart</a>
 */
public final class Priming implements Resource {

    /** The function's main path on a sample. */
    @FunctionalInterface
    public interface Rehearsal {

        /**
         * @param environment the function's, with AWS played by a {@link Stage}
         * @param rounds how many samples
         */
        void run(Map<String, String> environment, int rounds) throws Exception;
    }

    /** Enough for the JVM to compile what runs most. */
    private static final int ROUNDS = 20;

    /** The global context forgets what nobody else holds. */
    private static final List<Priming> HELD = new CopyOnWriteArrayList<>();

    private final Map<String, String> answers;
    private final Rehearsal rehearsal;

    private Priming(Map<String, String> answers, Rehearsal rehearsal) {
        this.answers = answers;
        this.rehearsal = rehearsal;
    }

    /**
     * Registers what is rehearsed before the snapshot of this process.
     *
     * @param answers of the stage, by operation
     * @return what is registered
     */
    public static Priming beforeSnapshot(Map<String, String> answers, Rehearsal rehearsal) {
        Priming priming = new Priming(answers, rehearsal);
        HELD.add(priming);
        Core.getGlobalContext().register(priming);
        return priming;
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        try {
            rehearse(System.getenv(), answers, rehearsal, ROUNDS);
        } catch (Exception e) {
            System.err.println("the function was not primed: " + e);
        }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // What was rehearsed left nothing behind that would have to be renewed.
    }

    /** Rehearses at once, and answers the operations that were called on the stage. */
    public static List<String> rehearse(
            Map<String, String> environment, Map<String, String> answers, Rehearsal rehearsal, int rounds)
            throws Exception {
        try (Stage stage = new Stage(answers, environment)) {
            rehearsal.run(stage.environment(), rounds);
            return stage.calls();
        }
    }
}
