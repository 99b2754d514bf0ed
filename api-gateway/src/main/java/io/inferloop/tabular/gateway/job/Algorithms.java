package io.inferloop.tabular.gateway.job;

import io.inferloop.tabular.core.synthesis.AlgorithmCatalogue;
import io.inferloop.tabular.core.synthesis.AlgorithmChoice;
import io.inferloop.tabular.core.synthesis.AlgorithmDescription;
import io.inferloop.tabular.core.synthesis.AlgorithmDescription.Conditionable;
import io.inferloop.tabular.core.synthesis.TableSize;
import io.inferloop.tabular.gateway.dataset.Dataset;
import io.inferloop.tabular.gateway.dataset.LearnedSizes;
import io.inferloop.tabular.gateway.web.Mistakes;
import io.inferloop.tabular.platform.plan.Plan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The engine's algorithms, and which of them a plan may use. */
@Component
class Algorithms {

    private final AlgorithmCatalogue catalogue = new AlgorithmCatalogue();
    private final LearnedSizes sizes;

    Algorithms(LearnedSizes sizes) {
        this.sizes = sizes;
    }

    List<AlgorithmDescription> all() {
        return catalogue.algorithms();
    }

    /** With the algorithm that suits the dataset best among those of the plan, where none was named. */
    JobRequest.Fitting chosen(Plan plan, JobRequest.Fitting fitting, Dataset dataset) {
        if (!fitting.algorithm().equals(AlgorithmCatalogue.AUTO)) {
            return fitting;
        }
        Map<String, String> excluded = excluded(plan, fitting);
        AlgorithmChoice choice = choose(plan, fitting, LearnedSizes.unprofiled(dataset), excluded);
        return fitting.with(choice.dependsOnLabels() ? choose(plan, fitting, sizes.of(dataset), excluded) : choice);
    }

    private AlgorithmChoice choose(
            Plan plan, JobRequest.Fitting fitting, TableSize size, Map<String, String> excluded) {
        return catalogue.choose(
                size,
                plan.taskThreads(),
                PlainValues.of(fitting.hyperparameters()),
                fitting.conditionColumns(),
                excluded);
    }

    private Map<String, String> excluded(Plan plan, JobRequest.Fitting fitting) {
        Map<String, String> excluded = new HashMap<>();
        for (AlgorithmDescription algorithm : all()) {
            if (fitting instanceof JobRequest.Imputation && algorithm.conditionable() != Conditionable.ANY) {
                excluded.put(algorithm.name(), "its models cannot be given whichever cells a row has");
            }
        }
        Map<String, String> unable = Map.copyOf(excluded);
        for (AlgorithmDescription algorithm : all()) {
            if (!plan.allows(algorithm.name())) {
                excluded.put(algorithm.name(), "plan %s does not include it".formatted(plan.id()));
            }
        }
        // Where the plan has none that could, the one that could is taken, to be refused by its name.
        return excluded.size() == all().size() ? unable : excluded;
    }

    /** Notes an unknown algorithm, one that the plan does not have, conditions that it cannot take, and every wrong hyperparameter. */
    void check(Plan plan, JobRequest.Fitting fitting, Mistakes mistakes) {
        String name = fitting.algorithm();
        boolean known = all().stream().anyMatch(it -> it.name().equals(name));
        if (!known) {
            mistakes.add(
                    "/algorithm",
                    "there is no algorithm \"%s\"; there are %s"
                            .formatted(
                                    name,
                                    Stream.concat(
                                                    Stream.of(AlgorithmCatalogue.AUTO),
                                                    all().stream().map(AlgorithmDescription::name))
                                            .toList()));
            return;
        }
        if (!plan.allows(name)) {
            mistakes.add("/algorithm", "plan %s does not have algorithm %s".formatted(plan.id(), name));
        }
        catalogue
                .validate(name, PlainValues.of(fitting.hyperparameters()))
                .forEach(mistake -> mistakes.add("/hyperparameters", mistake));
        if (fitting instanceof JobRequest.Imputation) {
            List<String> able = all().stream()
                    .filter(it -> it.conditionable() == Conditionable.ANY)
                    .map(AlgorithmDescription::name)
                    .toList();
            if (!able.contains(name)) {
                mistakes.add(
                        "/algorithm",
                        "models of %s cannot be given whichever cells a row has; those of %s can"
                                .formatted(name, able));
            }
        }
        if (!fitting.conditionColumns().isEmpty()) {
            catalogue.conditionRefusal(name).ifPresent(refusal -> mistakes.add(pointer(fitting), refusal));
        }
    }

    private static String pointer(JobRequest.Fitting fitting) {
        return switch (fitting) {
            case JobRequest.Training training -> "/condition_columns";
            case JobRequest.Generation generation -> generation.conditions().isEmpty() ? "/rebalance" : "/conditions";
            case JobRequest.Imputation imputation -> "/algorithm";
        };
    }
}
