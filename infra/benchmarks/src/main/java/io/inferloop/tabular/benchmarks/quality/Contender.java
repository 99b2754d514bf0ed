package io.inferloop.tabular.benchmarks.quality;

import io.inferloop.tabular.core.table.TypedTable;
import java.io.IOException;

/** Whoever makes synthetic rows of a table: an algorithm of this repository, or another program beside it. */
interface Contender {

    /** How the page calls it. */
    String name();

    /** Learns the table and makes as many rows, as CSV with a header. */
    Rows learn(TypedTable table, long seed) throws IOException;

    /** What came of it. */
    record Rows(byte[] csv, Cost cost) {}
}
