package io.inferloop.tabular.core.synthesis;

/** Bytes that are no {@link Checkpoint}, or none of this release. */
public final class DamagedCheckpointException extends Exception {

    DamagedCheckpointException(String message) {
        super(message);
    }
}
