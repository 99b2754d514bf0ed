package io.inferloop.tabular.orchestrator.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferloop.tabular.orchestrator.job.DatasetId;
import io.inferloop.tabular.orchestrator.job.Job;
import io.inferloop.tabular.orchestrator.job.JobDefinition;
import io.inferloop.tabular.orchestrator.job.JobKey;
import io.inferloop.tabular.orchestrator.job.JobSpec;
import io.inferloop.tabular.orchestrator.job.OrganizationId;
import io.inferloop.tabular.orchestrator.job.Rebalancing;
import io.inferloop.tabular.orchestrator.job.StoredTable;
import io.inferloop.tabular.platform.plan.Plan;
import io.inferloop.tabular.platform.plan.PlanCatalogue;
import io.inferloop.tabular.schemas.task.SynthesisTask;
import io.inferloop.tabular.schemas.task.TaskDispatch;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DispatchRecordsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final StoredTable TABLE = new StoredTable("organizations/o/datasets/d/table.csv", "ab", 9, "csv");

    @Test
    void aValidatedGenerationHoldsAFifthOfItsRowsOutOfTheFit() {
        assertThat(synthesis(true, Map.of("epochs", "3")).getHyperparameters())
                .isEqualTo(Map.of("epochs", "3", "holdout", "0.2"));
    }

    @Test
    void whoeverSaysSomethingAboutTheHoldoutIsHeeded() {
        assertThat(synthesis(true, Map.of("holdout", "0")).getHyperparameters()).isEqualTo(Map.of("holdout", "0"));
        assertThat(synthesis(false, Map.of()).getHyperparameters()).isEmpty();
    }

    @Test
    void theTaskKnowsTheSharesAndWhyItsAlgorithmWasChosen() {
        SynthesisTask task = synthesis(false, Map.of());

        assertThat(task.getRebalancing().getColumn()).isEqualTo("income");
        assertThat(task.getRebalancing().getShares()).isEqualTo(Map.of(">50K", 0.5));
        assertThat(task.getAlgorithmReason()).isEqualTo("because");
    }

    private static SynthesisTask synthesis(boolean validate, Map<String, String> hyperparameters) {
        var spec = new JobSpec.Generation(
                new DatasetId(UUID.randomUUID()),
                TABLE,
                "cart",
                3,
                7,
                validate,
                Map.of(),
                hyperparameters,
                "csv",
                Map.of(),
                new Rebalancing("income", Map.of(">50K", 0.5)),
                "because",
                null);
        var key = new JobKey(new OrganizationId(UUID.randomUUID()), UUID.randomUUID());
        var job = Job.submitted(new JobDefinition(key, spec, "{}", 3, null, null, NOW), NOW)
                .dispatched(NOW.plusSeconds(10), NOW);
        TaskDispatch dispatch = DispatchRecords.of(job, plan(), NOW);
        return dispatch.getSynthesis();
    }

    private static Plan plan() {
        try (Reader yaml = new InputStreamReader(
                Objects.requireNonNull(Plan.class.getResourceAsStream("/plans.yaml")), StandardCharsets.UTF_8)) {
            return PlanCatalogue.read(yaml, "plans.yaml").plan("professional");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
