package io.inferloop.tabular.validationworker.report;

import io.inferloop.tabular.core.metrics.fidelity.ColumnScore;
import io.inferloop.tabular.core.metrics.fidelity.Discriminator;
import io.inferloop.tabular.core.metrics.privacy.ClosestRecords;
import io.inferloop.tabular.validationworker.evaluation.Evaluation;
import io.inferloop.tabular.validationworker.evaluation.RowTests;
import java.util.ArrayList;
import java.util.List;

/**
 * The report in a few sentences.
 *
 * @param good what can be relied on
 * @param weak what cannot
 * @param meaning what to use the rows for
 */
record Verdict(Level level, List<String> good, List<String> weak, String meaning) {

    /** Named by what somebody may do with the rows. */
    enum Level {
        GOOD("Close to the real table"),
        FAIR("Usable with care"),
        POOR("Not for analysis");

        private final String title;

        Level(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        private Level orWorse(Level other) {
            return ordinal() >= other.ordinal() ? this : other;
        }
    }

    /** Mean distance of the columns' distributions from what real rows reach: not noticed, and noticed but usable. */
    private static final double GOOD_SHAPES = 0.015;

    private static final double FAIR_SHAPES = 0.05;

    /** Part of the way from independent columns to real rows. */
    private static final double GOOD_TRENDS = 0.9;

    private static final double FAIR_TRENDS = 0.5;

    /** A column whose validity is less holds values that are not rounding. */
    private static final double VALID = 0.9995;

    /** Copies beyond the real table's own repetitions that chance explains, in standard errors. */
    private static final double CHANCE = 3;

    /** An AUC that a reader of the rows would not come near to. */
    private static final double HARDLY_TOLD = 0.55;

    /** One at which hardly a row passes for real. */
    private static final double EASILY_TOLD = 0.9;

    /** Nobody is found by so little of a share beyond one half. */
    private static final double CLOSER = 0.02;

    private static final int NAMED = 3;

    static Verdict of(Evaluation evaluation, Standing shapes, Standing trends, List<ColumnCard> columns) {
        List<String> good = new ArrayList<>();
        List<String> weak = new ArrayList<>();
        Level shape = shapes(shapes, columns, good, weak);
        Level trend = trends(trends, good, weak);
        Level whole = told(evaluation.rows(), good, weak);
        validity(evaluation, good, weak);
        copies(evaluation, good, weak);
        closest(evaluation.rows(), good, weak);
        return new Verdict(shape.orWorse(trend).orWorse(whole), good, weak, meaning(shape, trend, whole));
    }

    private static Level shapes(Standing shapes, List<ColumnCard> columns, List<String> good, List<String> weak) {
        if (shapes.score() == null) {
            weak.add("No column could be compared: all are keys or have no values.");
            return Level.POOR;
        }
        Level level = level(shapes.gap());
        String found = "Single columns score %s; real rows score %s."
                .formatted(Numbers.score(shapes.score()), Numbers.score(shapes.ceiling()));
        switch (level) {
            case GOOD -> good.add(found + " Counts, shares, means and ranges come out as in the real table.");
            case FAIR -> weak.add(found + " Distributions are recognisable but differ visibly" + farthest(columns));
            case POOR -> weak.add(found + " Distributions differ a lot" + farthest(columns));
        }
        return level;
    }

    private static String farthest(List<ColumnCard> columns) {
        List<String> names = columns.stream()
                .filter(column -> column.standing().gap() > GOOD_SHAPES)
                .sorted((a, b) ->
                        Double.compare(b.standing().gap(), a.standing().gap()))
                .limit(NAMED)
                .map(column -> "“" + column.name() + "”")
                .toList();
        return names.isEmpty() ? "." : ", most in " + String.join(", ", names) + ".";
    }

    private static Level trends(Standing trends, List<String> good, List<String> weak) {
        if (trends.score() == null) {
            return Level.GOOD;
        }
        String found = "Pairs of columns score %s; real rows score %s and columns shuffled one by one %s."
                .formatted(
                        Numbers.score(trends.score()),
                        Numbers.score(trends.ceiling()),
                        Numbers.score(trends.baseline()));
        double covered = trends.covered();
        if (Double.isNaN(covered)) {
            Level level = level(trends.gap());
            (level == Level.GOOD ? good : weak)
                    .add(found + " The real columns hardly depend on each other, so there is little to keep.");
            return level;
        }
        String part = " %.0f %% of what real rows keep beyond shuffled columns is there.".formatted(100 * covered);
        if (covered >= GOOD_TRENDS) {
            good.add(found + part);
            return Level.GOOD;
        }
        weak.add(found + part + " Correlations and differences between groups come out weaker than they are.");
        return covered >= FAIR_TRENDS ? Level.FAIR : Level.POOR;
    }

    private static Level told(RowTests rows, List<String> good, List<String> weak) {
        Discriminator found = rows.discriminator();
        if (found == null) {
            return Level.GOOD;
        }
        String sentence = "A classifier that is asked which rows are synthetic reaches an AUC of %s; guessing is 0.5."
                .formatted(Numbers.score(found.auc()));
        if (found.low() <= HARDLY_TOLD) {
            good.add(sentence);
        } else {
            weak.add(sentence + " Several columns taken together give the rows away.");
        }
        return found.low() <= EASILY_TOLD ? Level.GOOD : Level.FAIR;
    }

    private static void closest(RowTests rows, List<String> good, List<String> weak) {
        ClosestRecords found = rows.privacy() == null ? null : rows.privacy().closest();
        if (found == null) {
            return;
        }
        String sentence = "%s of the synthetic rows lie closer to a learned row than to one held out; half is chance."
                .formatted(Numbers.percent(found.share()));
        if (found.share() <= 0.5 + CLOSER + CHANCE * found.shareError()) {
            good.add(sentence);
        } else {
            weak.add(sentence + " The model remembers some of the rows that it learned.");
        }
    }

    private static Level level(double gap) {
        if (gap <= GOOD_SHAPES) {
            return Level.GOOD;
        }
        return gap <= FAIR_SHAPES ? Level.FAIR : Level.POOR;
    }

    private static void validity(Evaluation evaluation, List<String> good, List<String> weak) {
        List<String> invalid = evaluation.diagnostic().dataValidity().columns().stream()
                .filter(column -> column.score() == null || column.score() < VALID)
                .map(ColumnScore::column)
                .toList();
        boolean sameStructure = evaluation.diagnostic().dataStructure().score() == 1;
        if (invalid.isEmpty() && sameStructure) {
            good.add("Every value is one that the real table's ranges and categories allow, and keys are unique.");
            return;
        }
        if (!invalid.isEmpty()) {
            weak.add("%d of %d columns hold values that the real table does not allow: “%s”%s."
                    .formatted(
                            invalid.size(),
                            evaluation.columns().size(),
                            String.join("”, “", invalid.subList(0, Math.min(NAMED, invalid.size()))),
                            invalid.size() > NAMED ? " and others" : ""));
        }
        if (!sameStructure) {
            weak.add("The tables do not have the same columns of the same kinds.");
        }
    }

    private static void copies(Evaluation evaluation, List<String> good, List<String> weak) {
        double rate = evaluation.exactCopyRate();
        double real = evaluation.exactCopyRateOfRealRows();
        String found = "%s of the synthetic rows equal a real row; of the real rows, %s occur more than once."
                .formatted(Numbers.percent(rate), Numbers.percent(real));
        if (rate <= real + chance(evaluation)) {
            good.add(found + " No sign that rows were memorised.");
        } else {
            weak.add(found + " That is more than chance explains: look at those rows before you share the table.");
        }
    }

    private static double chance(Evaluation evaluation) {
        double pooled = (evaluation.exactCopyRate() * evaluation.syntheticRows()
                        + evaluation.exactCopyRateOfRealRows() * evaluation.realRows())
                / (evaluation.syntheticRows() + evaluation.realRows());
        return CHANCE
                * Math.sqrt(pooled * (1 - pooled) * (1.0 / evaluation.syntheticRows() + 1.0 / evaluation.realRows()));
    }

    private static String meaning(Level shape, Level trend, Level whole) {
        if (shape == Level.GOOD && trend == Level.GOOD && whole != Level.GOOD) {
            return "Analyses of single columns and of pairs of columns should come out as on the real table, but hardly a"
                    + " row passes for a real one: do not train models on these rows before you have looked at “Utility”.";
        }
        if (shape == Level.GOOD && trend == Level.GOOD) {
            return "Analyses of single columns and of pairs of columns should come out as on the real table. Whether"
                    + " that holds for more columns together is said under “Could you tell?” and “Utility”.";
        }
        if (shape == Level.GOOD) {
            return "Use it for counts and distributions, for tests, demos and development. Do not draw conclusions about"
                    + " how columns hang together without checking them on the real table; an algorithm that learns"
                    + " more of that, where your plan has one, is the thing to try next.";
        }
        if (trend == Level.GOOD) {
            return "How columns hang together is kept better than the columns themselves. Look at the plots of those"
                    + " named above before you count anything in them.";
        }
        return "Fit for tests, demos and development. For analysis, look at the plots and the weak pairs first, give"
                + " columns of a wrong type their right one, or try another algorithm.";
    }
}
