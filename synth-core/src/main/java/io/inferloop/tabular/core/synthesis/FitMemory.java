package io.inferloop.tabular.core.synthesis;

/** How much memory a fit takes, before it takes any. */
@FunctionalInterface
public interface FitMemory {

    /**
     * Heap and native memory of a fit of so many rows of the table, beside the table itself, in bytes; rather too much than too little, and
     * never less for more rows.
     */
    long bytes(int rows);
}
