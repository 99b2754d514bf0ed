package io.inferloop.tabular.billing.usage;

/**
 * Where a node sends events on.
 *
 * @param next node that takes the good ones
 * @param review sink that takes the refused records as they came
 */
public record UsageRoute(String next, String review) {}
