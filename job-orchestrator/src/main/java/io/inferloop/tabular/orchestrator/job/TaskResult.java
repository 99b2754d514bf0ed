package io.inferloop.tabular.orchestrator.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run delivered: its outputs, its scores and what it took. */
public record TaskResult(List<Output> outputs, Map<String, Double> scores, Effort effort) {

    /** The output that holds the rows of a synthesis. */
    public static final String SYNTHETIC_TABLE = "synthetic.csv";

    static final TaskResult NONE = new TaskResult(List.of(), Map.of(), Effort.NONE);

    public TaskResult {
        outputs = List.copyOf(outputs);
        scores = Map.copyOf(scores);
    }

    public Optional<StoredTable> syntheticTable() {
        return outputs.stream()
                .filter(output -> output.name().equals(SYNTHETIC_TABLE))
                .map(output -> new StoredTable(output.objectKey(), output.sha256(), output.sizeBytes()))
                .findFirst();
    }

    TaskResult plus(TaskResult next) {
        var allOutputs = new ArrayList<>(outputs);
        allOutputs.addAll(next.outputs);
        var allScores = new HashMap<>(scores);
        allScores.putAll(next.scores);
        return new TaskResult(allOutputs, allScores, effort.plus(next.effort));
    }

    TaskResult plus(Effort more) {
        return new TaskResult(outputs, scores, effort.plus(more));
    }
}
