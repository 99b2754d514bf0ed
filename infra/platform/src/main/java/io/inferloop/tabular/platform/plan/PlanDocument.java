package io.inferloop.tabular.platform.plan;

import java.io.Reader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads the plan document and collects what is wrong with it instead of stopping at the first mistake. */
final class PlanDocument {

    private static final Set<String> SUPPORT_LEVELS = Set.of("community", "email", "priority", "dedicated");

    private final String source;
    private final List<String> mistakes = new ArrayList<>();

    PlanDocument(String source) {
        this.source = source;
    }

    Map<String, Plan> parse(Reader yaml) {
        Map<String, Plan> plans = new LinkedHashMap<>();
        if (load(yaml) instanceof Map<?, ?> root && root.get("plans") instanceof Map<?, ?> all && !all.isEmpty()) {
            Set<String> inherited = new LinkedHashSet<>();
            all.forEach((id, fields) -> readPlan(String.valueOf(id), fields, inherited, plans));
        } else if (mistakes.isEmpty()) {
            mistakes.add("there is no 'plans' with at least one plan");
        }
        if (!mistakes.isEmpty()) {
            throw new InvalidPlansException(source, mistakes);
        }
        return Collections.unmodifiableMap(plans);
    }

    private @Nullable Object load(Reader yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try {
            return new Yaml(new SafeConstructor(options)).load(yaml);
        } catch (YAMLException e) {
            mistakes.add("it is no YAML: " + e.getMessage());
            return null;
        }
    }

    /** Each plan has the algorithms of the one before it and its own. */
    private void readPlan(String id, @Nullable Object fields, Set<String> inherited, Map<String, Plan> plans) {
        if (!(fields instanceof Map<?, ?> values)) {
            mistakes.add("plan '%s' has no fields".formatted(id));
            return;
        }
        if (!id.matches("[a-z][a-z0-9_]*")) {
            mistakes.add("plan '%s': a plan's name is snake_case".formatted(id));
        }
        PlanFields plan = new PlanFields(id, values, mistakes);
        int before = mistakes.size();
        inherited.addAll(algorithms(id, plan.take("adds_algorithms")));
        Plan read = new Plan(
                id,
                inherited,
                plan.flag("gpu"),
                plan.limit("requests_per_hour"),
                plan.limit("burst"),
                plan.smallLimit("concurrent_jobs"),
                plan.count("fairness_weight"),
                plan.limit("rows_per_job"),
                plan.bytes("upload"),
                plan.count("columns"),
                plan.bytes("task_memory"),
                plan.count("task_threads"),
                plan.bytesLimit("storage"),
                plan.count("result_retention_days"),
                plan.oneOf("support", SUPPORT_LEVELS),
                plan.percent("sla_percent"));
        plan.refuseUnknown();
        if (mistakes.size() == before) {
            plans.put(id, read);
        }
    }

    private List<String> algorithms(String id, @Nullable Object value) {
        if (!(value instanceof Collection<?> names)) {
            mistakes.add("plan '%s': 'adds_algorithms' must be a list of names, got %s".formatted(id, value));
            return List.of();
        }
        List<String> read = new ArrayList<>();
        for (Object name : names) {
            if (name instanceof String text && text.matches("[a-z][a-z0-9_]*")) {
                read.add(text);
            } else {
                mistakes.add("plan '%s': '%s' is no algorithm's name".formatted(id, name));
            }
        }
        return read;
    }
}
