package io.inferloop.tabular.billing.usage;

/** A usage event that cannot be billed as it is; somebody has to look at it. */
final class RejectedUsageException extends Exception {

    private final Reason reason;

    RejectedUsageException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    /** Why; the name in lower case is the metric's label and the start of the dead letter's reason. */
    enum Reason {
        UNDECODABLE,
        NO_USAGE,
        WRONG_KEY,
        BAD_IDENTITY,
        BAD_QUANTITY,
        BAD_TIME_ZONE,
        FAR_FUTURE,
        TOO_OLD,
        NO_PRICE_BOOK,
        UNKNOWN_METER,
        UNKNOWN_PLAN,
        OTHER_CURRENCY,
        ID_REUSED;

        String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
