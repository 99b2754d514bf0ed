package io.inferloop.tabular.synthworker.task;

import io.inferloop.tabular.core.model.Conditions;
import io.inferloop.tabular.core.model.InvalidConditionsException;
import io.inferloop.tabular.platform.failure.RejectedException;
import io.inferloop.tabular.schemas.task.Rebalancing;
import io.inferloop.tabular.schemas.task.SamplingTask;
import io.inferloop.tabular.schemas.task.SynthesisTask;
import io.inferloop.tabular.synthworker.sample.Draw;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads from dispatch records what rows are wanted; {@link RejectedException} says what the user has to mend. */
final class Draws {

    private Draws() {}

    static Draw of(SynthesisTask task) {
        return new Draw(
                task.getRows(),
                task.getSeed(),
                conditions(task.getConditions(), task.getRebalancing()),
                DispatchedValues.format(task.getOutputFormat()));
    }

    static Draw of(SamplingTask task) {
        return new Draw(
                task.getRows(),
                task.getSeed(),
                conditions(task.getConditions(), task.getRebalancing()),
                DispatchedValues.format(task.getOutputFormat()));
    }

    private static Conditions conditions(Map<String, String> texts, @Nullable Rebalancing shares) {
        try {
            return Conditions.of(DispatchedValues.read(texts, "invalid_conditions", "Condition"))
                    .with(
                            shares == null
                                    ? null
                                    : new io.inferloop.tabular.core.model.Rebalancing(
                                            shares.getColumn(), shares.getShares()));
        } catch (InvalidConditionsException e) {
            throw new RejectedException("invalid_conditions", String.valueOf(e.getMessage()), e);
        }
    }
}
