package io.inferloop.tabular.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JobViewTest {

    private static JobView read(String json) {
        return JobView.of(JsonMapper.shared().readTree(json));
    }

    @Test
    void readsHowFarARunningJobIs() {
        JobView job = read("""
                {"id": "0198a3c1-0000-7000-8000-000000000001", "state": "running",
                 "progress": {"stage": "fit", "done": 3, "total": 10, "message": null, "remaining_ms": 1500},
                 "failure": null, "scores": {}, "outputs": []}
                """);

        assertThat(job.isFinished()).isFalse();
        assertThat(job.progress()).hasValueSatisfying(progress -> {
            assertThat(progress.stage()).isEqualTo("fit");
            assertThat(progress.remaining()).contains(Duration.ofMillis(1500));
        });
    }

    @Test
    void readsWhyAJobFailed() {
        JobView job = read("""
                {"id": "0198a3c1-0000-7000-8000-000000000001", "state": "failed", "progress": null,
                 "failure": {"kind": "rejected", "code": "no_rows", "message": "The table is empty"}}
                """);

        assertThat(job.isFinished()).isTrue();
        assertThat(job.isSuccess()).isFalse();
        assertThat(job.failure()).contains("The table is empty (no_rows)");
    }

    @Test
    void readsScoresAndOutputs() {
        JobView job = read("""
                {"id": "0198a3c1-0000-7000-8000-000000000001", "state": "succeeded",
                 "scores": {"quality": 0.91}, "outputs": [{"name": "synthetic.csv", "size_bytes": 12}]}
                """);

        assertThat(job.isSuccess()).isTrue();
        assertThat(job.scores()).containsEntry("quality", 0.91);
        assertThat(job.outputs()).containsExactly(new JobView.Output("synthetic.csv", 12));
    }
}
