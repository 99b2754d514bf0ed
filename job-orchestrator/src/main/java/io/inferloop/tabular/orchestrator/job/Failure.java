package io.inferloop.tabular.orchestrator.job;

/**
 * Why an attempt or a job did not succeed.
 *
 * @param code stable, in snake_case, for programs
 * @param message for the user: what is wrong and what to do
 */
public record Failure(Kind kind, String code, String message) {

    /** The three kinds of failure. */
    public enum Kind {
        RETRYABLE,
        REJECTED,
        BUG
    }

    public static Failure rejected(String code, String message) {
        return new Failure(Kind.REJECTED, code, message);
    }

    public static Failure retryable(String code, String message) {
        return new Failure(Kind.RETRYABLE, code, message);
    }
}
