package io.inferloop.tabular.gateway.job;

import io.inferloop.tabular.core.synthesis.AlgorithmDescription;
import io.inferloop.tabular.core.synthesis.Hyperparameter;
import io.inferloop.tabular.gateway.account.Caller;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What can be asked for: the engine's algorithms, their settings, and whether the caller's plan has them. */
@RestController
class AlgorithmController {

    private final Algorithms algorithms;

    AlgorithmController(Algorithms algorithms) {
        this.algorithms = algorithms;
    }

    @GetMapping("/v1/algorithms")
    AlgorithmList list(Caller caller) {
        return new AlgorithmList(algorithms.all().stream()
                .map(it -> new Algorithm(
                        it.name(),
                        it.title(),
                        it.description(),
                        caller.plan().allows(it.name()),
                        it.conditionable().name().toLowerCase(Locale.ROOT),
                        settings(it)))
                .toList());
    }

    record AlgorithmList(List<Algorithm> algorithms) {}

    /**
     * @param available whether the caller's plan has it
     * @param conditions which columns its models can be given: none, prefix or any
     */
    record Algorithm(
            String name,
            String title,
            String description,
            boolean available,
            String conditions,
            List<Setting> hyperparameters) {}

    /** @param type integer, number or boolean */
    record Setting(String name, String description, String type, Object defaultValue, double min, double max) {}

    private static List<Setting> settings(AlgorithmDescription algorithm) {
        return algorithm.hyperparameters().stream()
                .map(AlgorithmController::setting)
                .toList();
    }

    private static Setting setting(Hyperparameter it) {
        return new Setting(
                it.name(),
                it.description(),
                it.type().name().toLowerCase(Locale.ROOT),
                it.defaultValue(),
                it.min(),
                it.max());
    }
}
