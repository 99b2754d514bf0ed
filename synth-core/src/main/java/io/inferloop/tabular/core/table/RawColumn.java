package io.inferloop.tabular.core.table;

/**
 * The cells of one column as text.
 *
 * @param codes one index into {@code values} per row, -1 where the cell is empty
 * @param values the distinct texts in order of first appearance
 * @param lines where each text appeared first: the line of a text file from 1, the row of a Parquet file from 1
 */
public record RawColumn(String name, int[] codes, String[] values, long[] lines) {

    /** Number of rows with a value. */
    int present() {
        int present = 0;
        for (int code : codes) {
            if (code >= 0) {
                present++;
            }
        }
        return present;
    }
}
