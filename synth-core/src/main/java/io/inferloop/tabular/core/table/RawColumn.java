package io.inferloop.tabular.core.table;

/**
 * The cells of one column as text.
 *
 * @param codes one index into {@code values} per row, -1 where the cell is empty
 * @param values the distinct texts in order of first appearance
 * @param lines the line of the file on which each text appeared first, 1 = the header
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
