package io.inferloop.tabular.core.synthesis;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The algorithm that suits a table best, and why, as one sentence for the user. The rule: the likest rows that can be had in a
 * {@linkplain #LONGEST_FIT_SECONDS minute}. The order, the numbers of rows and what a cell costs are read off {@code
 * infra/docs/quality.md}; ADR 0026 says how.
 */
public record AlgorithmChoice(String algorithm, String reason) {

    /** A fit may be expected to take so long; what is expected is the costliest measured, so most take less. */
    static final int LONGEST_FIT_SECONDS = 60;

    /** With fewer rows a network keeps closer to those it has learned than trees do, and is no likelier. */
    static final int FEWEST_ROWS_FOR_A_NETWORK = 300;

    /** With fewer rows there is next to nothing for a tree to split, and nobody has measured it. */
    static final int FEWEST_ROWS_FOR_TREES = 100;

    /** The network's sampling graph has a part for each pair of columns: one of 300 columns takes 40 s of CPU to open. */
    static final int MOST_COLUMNS_OF_A_NETWORK = 150;

    /** The network has 2 million weights at most: with more labels there are fewer than 200 for each. */
    static final long MOST_LABELS_OF_A_NETWORK = 10_000;

    /** What is known of the algorithms that have been measured, the best first. */
    private enum Candidate {
        ARGN("argn", FEWEST_ROWS_FOR_A_NETWORK) {
            private static final double SECONDS_OF_A_CELL_AND_EPOCH = 10e-6;

            /** As many epochs as it chooses by itself. */
            @Override
            double cpuSeconds(TableSize table) {
                double epochs = Math.clamp(20 * Math.sqrt(16_384.0 / Math.max(1, table.rows())), 3, 100);
                return table.cells() * epochs * SECONDS_OF_A_CELL_AND_EPOCH;
            }

            @Override
            Optional<String> tooMuch(TableSize table) {
                if (table.columns() > MOST_COLUMNS_OF_A_NETWORK) {
                    return Optional.of("it is for at most %d columns".formatted(MOST_COLUMNS_OF_A_NETWORK));
                }
                return table.labels() > MOST_LABELS_OF_A_NETWORK
                        ? Optional.of("it is for at most %,d labels, and there are %,d"
                                .formatted(MOST_LABELS_OF_A_NETWORK, table.labels()))
                        : Optional.empty();
            }
        },
        CART("cart", FEWEST_ROWS_FOR_TREES) {
            private static final double SECONDS_OF_A_CELL = 20e-6;
            private static final double SECONDS_OF_A_FURTHER_CELL = 1.2e-6;
            private static final long ROWS_LOOKED_AT_CLOSELY = 100_000;

            @Override
            double cpuSeconds(TableSize table) {
                long closely = Math.min(table.rows(), ROWS_LOOKED_AT_CLOSELY);
                return table.columns()
                        * (closely * SECONDS_OF_A_CELL + (table.rows() - closely) * SECONDS_OF_A_FURTHER_CELL);
            }
        },
        GAUSSIAN_COPULA("gaussian_copula", 0) {
            private static final double SECONDS_OF_A_CELL = 3e-6;

            @Override
            double cpuSeconds(TableSize table) {
                return table.cells() * SECONDS_OF_A_CELL;
            }
        };

        private final String algorithm;
        private final int fewestRows;

        Candidate(String algorithm, int fewestRows) {
            this.algorithm = algorithm;
            this.fewestRows = fewestRows;
        }

        abstract double cpuSeconds(TableSize table);

        Optional<String> tooMuch(TableSize table) {
            return Optional.empty();
        }

        /** Why it is not for this table, if it is not. The last one is for every table. */
        Optional<String> refusal(TableSize table, int threads) {
            if (this == GAUSSIAN_COPULA) {
                return Optional.empty();
            }
            if (table.rows() < fewestRows) {
                return Optional.of("it wants at least %d rows".formatted(fewestRows));
            }
            long seconds = seconds(table, threads);
            return tooMuch(table)
                    .or(() -> seconds > LONGEST_FIT_SECONDS
                            ? Optional.of("it may take %,d s, more than %d s".formatted(seconds, LONGEST_FIT_SECONDS))
                            : Optional.empty());
        }

        AlgorithmChoice chosen(TableSize table, int threads, Map<Candidate, String> others) {
            return because(
                    this == GAUSSIAN_COPULA
                            ? "for tables of any size, here " + size(table)
                            : "%s fit %d s on %d CPU thread%s"
                                    .formatted(size(table), LONGEST_FIT_SECONDS, threads, threads == 1 ? "" : "s"),
                    others);
        }

        AlgorithmChoice because(String why, Map<Candidate, String> others) {
            StringJoiner clauses = new StringJoiner("; ", algorithm + ": ", "").add(why);
            others.forEach((other, refusal) -> clauses.add("not %s, because %s".formatted(other.algorithm, refusal)));
            return new AlgorithmChoice(algorithm, clauses.toString());
        }

        long seconds(TableSize table, int threads) {
            return Math.max(1, Math.round(cpuSeconds(table) / threads));
        }
    }

    /** Whether {@link TableSize#labels} could make it another one. */
    public boolean dependsOnLabels() {
        return algorithm.equals(Candidate.ARGN.algorithm);
    }

    /**
     * The best of those that are not excluded; the most modest of them where the table is for none; empty if all are excluded.
     *
     * @param threads CPU threads that the fit may use
     * @param excluded algorithm to why it is out of the question, as half a sentence
     */
    static Optional<AlgorithmChoice> of(TableSize table, int threads, Map<String, String> excluded) {
        Map<Candidate, String> others = new EnumMap<>(Candidate.class);
        Optional<Candidate> modest = Optional.empty();
        for (Candidate candidate : Candidate.values()) {
            Optional<String> excluding = Optional.ofNullable(excluded.get(candidate.algorithm));
            Optional<String> refusal = excluding.or(() -> candidate.refusal(table, threads));
            if (refusal.isEmpty()) {
                return Optional.of(candidate.chosen(table, threads, others));
            }
            others.put(candidate, refusal.get());
            modest = excluding.isEmpty() ? Optional.of(candidate) : modest;
        }
        return modest.map(left -> {
            others.remove(left);
            return left.because("what is left for " + size(table), others);
        });
    }

    private static String size(TableSize table) {
        return "%,d rows and %,d columns".formatted(table.rows(), table.columns());
    }
}
