package io.inferloop.tabular.core.table;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A table that cannot be read. The message is for the user: where it is (line, column) and what to do. */
public final class UnreadableTableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** What was wrong, for programs. */
    public enum Reason {
        EMPTY,
        NO_ROWS,
        MALFORMED,
        NOT_UTF8,
        DUPLICATE_COLUMN,
        RAGGED_ROW,
        NESTED,
        UNSUPPORTED_TYPE,
        INFINITE,
        TOO_LARGE,
        UNKNOWN_COLUMN,
        MISSING_COLUMN,
        TYPE_MISMATCH
    }

    public UnreadableTableException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public UnreadableTableException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** The reason as the code of a failed task, such as {@code unreadable_table_ragged_row}. */
    public String code() {
        return "unreadable_table_" + reason.name().toLowerCase(Locale.ROOT);
    }
}
