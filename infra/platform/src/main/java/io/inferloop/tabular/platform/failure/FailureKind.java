package io.inferloop.tabular.platform.failure;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** What is to be done about a failure. */
public enum FailureKind {
    /** Nobody's fault and likely gone soon: a timeout, a server that is away. Try again. */
    RETRYABLE,
    /** The input is wrong; trying again cannot help. The message is for the user. */
    REJECTED,
    /** Ours. Logged with its stack and alerted. */
    BUG;

    /** PostgreSQL's classes of SQL states that pass: connection, resources, operator intervention, and rollbacks to be repeated. */
    private static final java.util.Set<String> PASSING_SQL_STATE_CLASSES =
            java.util.Set.of("08", "40", "53", "57", "58");

    /** What HikariCP says of a connection that it has taken out of use. */
    private static final String CLOSED_BY_POOL = "Connection is closed";

    /** The kind of a failure by its type and, where that says nothing, by the types of its causes. */
    public static FailureKind of(Throwable failure) {
        int depth = 0;
        for (@Nullable Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            if (cause instanceof TabularException known) {
                return known.kind();
            }
            if (passes(cause)) {
                return RETRYABLE;
            }
        }
        return BUG;
    }

    private static boolean passes(Throwable failure) {
        return failure instanceof RetriableException
                || failure instanceof TimeoutException
                || failure instanceof java.net.SocketException
                || failure instanceof SocketTimeoutException
                || failure instanceof java.net.http.HttpTimeoutException
                || failure instanceof SQLTransientException
                || failure instanceof SQLRecoverableException
                || failure instanceof SQLException sql && passes(sql)
                || failure instanceof IOException
                        && !(failure instanceof java.io.EOFException)
                        && isConnection(failure);
    }

    /**
     * Without a state it may be the pool's: where a connection breaks within a transaction, the rollback's failure hides the statement's,
     * and all that is left to be seen is that the connection is closed.
     */
    private static boolean passes(SQLException failure) {
        String state = failure.getSQLState();
        return state == null
                ? CLOSED_BY_POOL.equals(failure.getMessage())
                : state.length() == 5 && PASSING_SQL_STATE_CLASSES.contains(state.substring(0, 2));
    }

    private static boolean isConnection(Throwable failure) {
        return failure instanceof java.net.UnknownHostException
                || failure instanceof java.nio.channels.ClosedChannelException
                || String.valueOf(failure.getMessage()).contains("onnection");
    }
}
