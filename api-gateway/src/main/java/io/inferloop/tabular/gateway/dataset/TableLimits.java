package io.inferloop.tabular.gateway.dataset;

/**
 * How large a table may be.
 *
 * @param maxInflatedBytes of the text after decompression: what keeps a small archive from becoming a huge table
 */
record TableLimits(int maxColumns, long maxInflatedBytes) {}
