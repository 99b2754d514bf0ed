package io.inferloop.tabular.platform.plan;

import java.io.IOException;
import java.io.Reader;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every plan there is, from one YAML document that was checked as a whole. Immutable. */
public final class PlanCatalogue {

    private final Map<String, Plan> plans;

    private PlanCatalogue(Map<String, Plan> plans) {
        this.plans = plans;
    }

    /**
     * Reads and checks a plan document.
     *
     * @param source for messages, such as the file's name
     * @throws InvalidPlansException naming every mistake
     */
    public static PlanCatalogue read(Reader yaml, String source) throws IOException {
        return new PlanCatalogue(new PlanDocument(source).parse(yaml));
    }

    /**
     * The plan of this id.
     *
     * @throws IllegalArgumentException if there is no such plan
     */
    public Plan plan(String id) {
        return find(id).orElseThrow(() ->
                new IllegalArgumentException("There is no plan '%s'; there are %s".formatted(id, plans.keySet())));
    }

    public Optional<Plan> find(String id) {
        return Optional.ofNullable(plans.get(id));
    }

    /** From the smallest to the largest, as the document has them. */
    public Set<String> ids() {
        return plans.keySet();
    }
}
