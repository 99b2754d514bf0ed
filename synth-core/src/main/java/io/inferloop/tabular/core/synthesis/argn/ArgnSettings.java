package io.inferloop.tabular.core.synthesis.argn;

import io.inferloop.tabular.core.synthesis.AlgorithmDescription;
import io.inferloop.tabular.core.synthesis.Hyperparameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How to train.
 *
 * @param epochs most passes over the rows
 * @param patience passes without a better loss of the rows set aside after which a training ends
 * @param validation share of the rows that are set aside to see that
 * @param batchRows rows in a step
 * @param dropout share of the inputs that a step does not see
 */
record ArgnSettings(
        int epochs,
        int patience,
        double validation,
        int batchRows,
        double learningRate,
        double dropout,
        double weightDecay,
        int maxBins,
        int minCount) {

    static final AlgorithmDescription DESCRIPTION = new AlgorithmDescription(
            "argn",
            "Autoregressive network",
            "A network that learns every column given any others and makes rows column by column. The most faithful"
                    + " rows; trains in seconds to minutes.",
            List.of(
                    Hyperparameter.integer(
                            "epochs",
                            "Most passes over the rows; 0 chooses by their number: 20 of 16 384 rows, more of fewer,"
                                    + " fewer of more",
                            0,
                            0,
                            1000),
                    Hyperparameter.integer(
                            "patience",
                            "Passes without a better loss on the rows set aside after which the training ends, the"
                                    + " best of all being kept; 0 chooses a fifth of the epochs, 5 at least",
                            0,
                            0,
                            1000),
                    Hyperparameter.number(
                            "validation",
                            "Share of the rows that the network does not learn, to see when to stop: 10 000 rows at"
                                    + " most, and none of fewer than 1 000. At 0 all rows are learned and all passes made",
                            0.1,
                            0,
                            0.5),
                    Hyperparameter.integer(
                            "batch_size", "Rows in a training step; 0 chooses about a 64th to a 128th", 0, 0, 65_536),
                    Hyperparameter.number(
                            "learning_rate", "Greatest step size; 0 chooses 0.001 x sqrt(batch_size / 32)", 0, 0, 1),
                    Hyperparameter.number("dropout", "Share of the inputs hidden from a step", 0.25, 0, 0.9),
                    Hyperparameter.number("weight_decay", "Pull of the weights towards 0", 0.01, 0, 10),
                    Hyperparameter.integer(
                            "max_bins", "Most ranges and shared values of a numeric column", 100, 2, 1000),
                    Hyperparameter.integer(
                            "min_count",
                            "Rows that must share a category, an extreme or an exact value for the model to know it",
                            5,
                            1,
                            1000)),
            AlgorithmDescription.Conditionable.ANY);

    private static final double EPOCHS = 20;
    private static final double EPOCHS_ROWS = 16_384;
    private static final int LEAST_ROWS_TO_HOLD_OUT = 1_000;
    private static final int MOST_HELD_OUT = 10_000;
    private static final int FEWEST_EPOCHS = 3;
    private static final int MOST_EPOCHS = 100;

    /** From settings with defaults filled in, what is 0 chosen by the number of rows. */
    static ArgnSettings of(Map<String, Object> complete, int rows) {
        double validation = DESCRIPTION.number(complete, "validation");
        int batch = orElse(DESCRIPTION.integer(complete, "batch_size"), chosenBatch(rows));
        batch = Math.clamp(batch, 1, rows - heldOut(validation, rows));
        double rate = DESCRIPTION.number(complete, "learning_rate");
        int epochs = orElse(DESCRIPTION.integer(complete, "epochs"), chosenEpochs(rows));
        return new ArgnSettings(
                epochs,
                orElse(DESCRIPTION.integer(complete, "patience"), Math.max(5, epochs / 5)),
                validation,
                batch,
                rate > 0 ? rate : 0.001 * Math.sqrt(batch / 32.0),
                DESCRIPTION.number(complete, "dropout"),
                DESCRIPTION.number(complete, "weight_decay"),
                DESCRIPTION.integer(complete, "max_bins"),
                DESCRIPTION.integer(complete, "min_count"));
    }

    /** How many of so many rows are set aside. */
    int heldOut(int rows) {
        return heldOut(validation, rows);
    }

    private static int heldOut(double validation, int rows) {
        return rows < LEAST_ROWS_TO_HOLD_OUT ? 0 : (int) Math.min(MOST_HELD_OUT, Math.round(validation * rows));
    }

    /** The settings as they are used, by the names that clients know. */
    Map<String, Object> toMap() {
        Map<String, Object> used = new LinkedHashMap<>();
        used.put("epochs", epochs);
        used.put("patience", patience);
        used.put("validation", validation);
        used.put("batch_size", batchRows);
        used.put("learning_rate", learningRate);
        used.put("dropout", dropout);
        used.put("weight_decay", weightDecay);
        used.put("max_bins", maxBins);
        used.put("min_count", minCount);
        return used;
    }

    private static int chosenBatch(int rows) {
        return Math.clamp(Integer.highestOneBit(Math.max(1, rows / 64)), 32, 2048);
    }

    /** Row visits grow with the square root of the rows, since later passes over many rows teach little. */
    private static int chosenEpochs(int rows) {
        double epochs = EPOCHS * Math.sqrt(EPOCHS_ROWS / rows);
        return Math.clamp(Math.round(epochs), FEWEST_EPOCHS, MOST_EPOCHS);
    }

    private static int orElse(int given, int chosen) {
        return given == 0 ? chosen : given;
    }
}
