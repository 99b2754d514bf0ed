package io.inferloop.tabular.orchestrator.sweep;

/** Does what has become due, a bounded piece in one transaction. Several instances may sweep at once. */
public interface Sweep {

    /** Most jobs moved in one transaction. */
    int LIMIT = 500;

    /**
     * Moves one piece of what is due.
     *
     * @return how many were moved; {@link #LIMIT} means that there may be more
     */
    int sweep();
}
