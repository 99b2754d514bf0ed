package io.inferloop.tabular.gateway.job;

import io.inferloop.tabular.core.synthesis.AlgorithmCatalogue;
import io.inferloop.tabular.core.synthesis.AlgorithmDescription;
import io.inferloop.tabular.gateway.web.Mistakes;
import io.inferloop.tabular.platform.plan.Plan;
import java.util.List;
import org.springframework.stereotype.Component;

/** The engine's algorithms, and which of them a plan may use. */
@Component
class Algorithms {

    private final AlgorithmCatalogue catalogue = new AlgorithmCatalogue();

    List<AlgorithmDescription> all() {
        return catalogue.algorithms();
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
                                    all().stream()
                                            .map(AlgorithmDescription::name)
                                            .toList()));
            return;
        }
        if (!plan.allows(name)) {
            mistakes.add("/algorithm", "plan %s does not have algorithm %s".formatted(plan.id(), name));
        }
        catalogue
                .validate(name, PlainValues.of(fitting.hyperparameters()))
                .forEach(mistake -> mistakes.add("/hyperparameters", mistake));
        if (!fitting.conditionColumns().isEmpty()) {
            catalogue
                    .conditionRefusal(name)
                    .ifPresent(refusal -> mistakes.add(
                            fitting instanceof JobRequest.Training ? "/condition_columns" : "/conditions", refusal));
        }
    }
}
