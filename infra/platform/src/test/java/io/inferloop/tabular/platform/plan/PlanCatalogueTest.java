package io.inferloop.tabular.platform.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PlanCatalogueTest {

    @Test
    void hasTheFourPlansInTheirOrder() throws IOException {
        assertThat(shipped().ids()).containsExactly("starter", "professional", "business", "enterprise");
    }

    @Test
    void readsEveryFieldOfAPlan() throws IOException {
        Plan plan = shipped().plan("professional");

        assertThat(plan.algorithms())
                .containsExactlyInAnyOrder("gaussian_copula", "tvae", "copula_gan", "ctgan", "cart");
        assertThat(plan.requestsPerHour()).hasValue(1_000);
        assertThat(plan.burst()).hasValue(50);
        assertThat(plan.concurrentJobs()).hasValue(10);
        assertThat(plan.fairnessWeight()).isEqualTo(2);
        assertThat(plan.rowsPerJob()).hasValue(100_000);
        assertThat(plan.uploadBytes()).isEqualTo(1_000_000_000L);
        assertThat(plan.columns()).isEqualTo(300);
        assertThat(plan.taskMemoryBytes()).isEqualTo(2L << 30);
        assertThat(plan.taskThreads()).isEqualTo(2);
        assertThat(plan.storageBytes()).hasValue(50_000_000_000L);
        assertThat(plan.resultRetentionDays()).isEqualTo(90);
        assertThat(plan.supportLevel()).isEqualTo("email");
        assertThat(plan.slaPercent()).isEqualTo(99.5);
        assertThat(plan.gpu()).isFalse();
    }

    @Test
    void givesALargerPlanTheAlgorithmsOfTheSmallerOnes() throws IOException {
        PlanCatalogue plans = shipped();

        assertThat(plans.plan("enterprise").algorithms())
                .containsAll(plans.plan("business").algorithms())
                .contains("custom");
        assertThat(plans.plan("starter").algorithms()).containsExactly("gaussian_copula");
        assertThat(plans.plan("business").allows("argn")).isTrue();
        assertThat(plans.plan("business").allows("custom")).isFalse();
    }

    @Test
    void knowsUnlimited() throws IOException {
        Plan enterprise = shipped().plan("enterprise");

        assertThat(enterprise.requestsPerHour()).isEqualTo(OptionalLong.empty());
        assertThat(enterprise.concurrentJobs()).isEqualTo(OptionalInt.empty());
        assertThat(enterprise.storageBytes()).isEqualTo(OptionalLong.empty());
    }

    @Test
    void namesEveryMistake() {
        String yaml = """
                plans:
                  Small:
                    adds_algorithms: gaussian_copula
                    gpu: maybe
                    requests_per_hour: -5
                    burst: 10
                    concurrent_jobs: 2
                    fairness_weight: 1.5
                    rows_per_job: unlimited
                    upload: 100 megabytes
                    columns: unlimited
                    task_memory: 1 GiB
                    task_threads: 1
                    storage: unlimited
                    support: psychic
                    sla_percent: 110
                    colour: red
                """;

        InvalidPlansException wrong = catchThrowableOfType(
                InvalidPlansException.class, () -> PlanCatalogue.read(new StringReader(yaml), "test.yaml"));

        assertThat(wrong).hasMessageContaining("test.yaml");
        assertThat(wrong.mistakes())
                .hasSize(11)
                .anySatisfy(mistake -> assertThat(mistake).contains("'Small'", "snake_case"))
                .anySatisfy(mistake -> assertThat(mistake).contains("adds_algorithms"))
                .anySatisfy(mistake -> assertThat(mistake).contains("'gpu'", "maybe"))
                .anySatisfy(mistake -> assertThat(mistake).contains("requests_per_hour", "-5"))
                .anySatisfy(mistake -> assertThat(mistake).contains("fairness_weight", "1.5"))
                .anySatisfy(mistake -> assertThat(mistake).contains("upload", "100 megabytes"))
                .anySatisfy(mistake -> assertThat(mistake).contains("columns", "unlimited"))
                .anySatisfy(mistake -> assertThat(mistake).contains("result_retention_days", "missing"))
                .anySatisfy(mistake -> assertThat(mistake).contains("support", "psychic"))
                .anySatisfy(mistake -> assertThat(mistake).contains("sla_percent", "110"))
                .anySatisfy(mistake -> assertThat(mistake).contains("'colour' is not a field"));
    }

    @Test
    void refusesADocumentWithoutPlans() {
        assertThatThrownBy(() -> PlanCatalogue.read(new StringReader("[]"), "empty.yaml"))
                .isInstanceOf(InvalidPlansException.class)
                .hasMessageContaining("no 'plans'");
        assertThatThrownBy(() -> PlanCatalogue.read(new StringReader("a: b: c"), "broken.yaml"))
                .isInstanceOf(InvalidPlansException.class)
                .hasMessageContaining("no YAML");
    }

    @Test
    void saysWhichPlansThereAre() throws IOException {
        PlanCatalogue plans = shipped();

        assertThat(plans.find("gold")).isEmpty();
        assertThatThrownBy(() -> plans.plan("gold"))
                .hasMessageContaining("'gold'")
                .hasMessageContaining("starter");
    }

    private static PlanCatalogue shipped() throws IOException {
        try (Reader yaml = new InputStreamReader(
                Objects.requireNonNull(PlanCatalogueTest.class.getResourceAsStream("/plans.yaml")),
                StandardCharsets.UTF_8)) {
            return PlanCatalogue.read(yaml, "plans.yaml");
        }
    }
}
