package dev.sluice.engine.states.data;

/** An error of a state, which its Retry and Catch may handle: the language's error name and its cause. */
public final class StateError extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_CAUSE = 32_768;

    private final String error;

    public StateError(String error, String cause) {
        super(cause.substring(0, Math.min(cause.length(), LONGEST_CAUSE)), null, false, false);
        this.error = error;
    }

    /** A mistake in the definition or its data that only shows at run time; never retried by {@code States.ALL}. */
    public static StateError runtime(String cause) {
        return new StateError("States.Runtime", cause);
    }

    public String error() {
        return error;
    }

    public String cause() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    /** Whether an {@code ErrorEquals} name stands for this error. */
    public boolean is(String name) {
        boolean uncatchable = error.equals("States.Runtime") || error.equals("States.DataLimitExceeded");
        return name.equals(error)
                || name.equals("States.ALL") && !uncatchable
                || name.equals("States.TaskFailed") && !uncatchable && !error.equals("States.Timeout");
    }
}
