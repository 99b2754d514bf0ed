package io.inferloop.tabular.orchestrator.job;

/**
 * Why an attempt or a job did not succeed.
 *
 * @param code stable, in snake_case, for programs
 * @param message for the user: what is wrong and what to do
 */
public record Failure(Kind kind, String code, String message) {

    /** How a run ends that was silent for a lease, as {@code code}. */
    public static final String LEASE_EXPIRED = "lease_expired";

    /** How a run ends that found no memory, as {@code code}. */
    public static final String OUT_OF_MEMORY = "out_of_memory";

    /** The three kinds of failure. */
    public enum Kind {
        RETRYABLE,
        REJECTED,
        BUG
    }

    /** Whether the task itself may be what ended its run: it took its worker with it, or all of its memory. */
    public boolean perhapsItsOwnDoing() {
        return code.equals(LEASE_EXPIRED) || code.equals(OUT_OF_MEMORY);
    }

    public static Failure rejected(String code, String message) {
        return new Failure(Kind.REJECTED, code, message);
    }

    public static Failure retryable(String code, String message) {
        return new Failure(Kind.RETRYABLE, code, message);
    }
}
