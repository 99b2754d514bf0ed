package io.inferloop.tabular.billing.usage;

/**
 * An event that may be billed, on its way between the two nodes.
 *
 * @param raw the bytes it came in; not copied, nobody writes to them. They go to review if the event is a conflict
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; it lives for one call.
public record JudgedUsage(UsageEvent event, byte[] raw) {}
