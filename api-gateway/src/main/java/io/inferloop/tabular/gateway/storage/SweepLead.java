package io.inferloop.tabular.gateway.storage;

import java.util.function.IntSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Lets one gateway at a time do a sweep, a bounded piece per transaction. What was swept is forgotten only with the commit, so whoever
 * leads after a crash does the piece again; deleting twice is deleting.
 */
@Component
class SweepLead {

    /** First key of the advisory locks, so that they meet nobody else's. */
    private static final int LOCK = 0x7461_6d01;

    /** Most rows of one piece. */
    static final int PIECE = 50;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    SweepLead(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Repeats the piece while it finds as much as it may and this gateway leads. */
    void sweep(Sweep sweep, IntSupplier piece) {
        int done;
        do {
            Integer count = transactions.execute(transaction -> leads(sweep) ? piece.getAsInt() : 0);
            done = count == null ? 0 : count;
        } while (done >= PIECE);
    }

    private boolean leads(Sweep sweep) {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(?, ?)")
                .params(LOCK, sweep.ordinal())
                .query(Boolean.class)
                .single();
    }

    enum Sweep {
        DOOMED_OBJECTS,
        RESULTS,
        LEFTOVERS,
        METER,
        ABANDONED_UPLOADS
    }
}
