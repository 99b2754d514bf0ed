package io.inferloop.tabular.orchestrator.schedule;

import io.inferloop.tabular.orchestrator.catalogue.Organizations;
import io.inferloop.tabular.orchestrator.job.DueJobs;
import io.inferloop.tabular.orchestrator.job.JobStore;
import io.inferloop.tabular.orchestrator.job.Lane;
import io.inferloop.tabular.orchestrator.publish.JobRecorder;
import io.inferloop.tabular.orchestrator.publish.QueueSignal;
import io.inferloop.tabular.orchestrator.sweep.JobMover;
import io.inferloop.tabular.orchestrator.sweep.Sweep;
import io.inferloop.tabular.orchestrator.sweep.SweepLoop;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class ScheduleConfiguration {

    @Bean
    LaneTurn laneTurn(
            TransactionTemplate transaction,
            JdbcTemplate jdbc,
            JobStore jobs,
            Organizations organizations,
            JobRecorder recorder,
            ScheduleProperties properties) {
        return new LaneTurn(transaction, new LaneQueue(jdbc), jobs, organizations, recorder, properties);
    }

    @Bean
    LaneScheduler synthesisScheduler(LaneTurn turn, QueueSignal signal, ScheduleProperties properties) {
        return new LaneScheduler(Lane.SYNTHESIS_CPU, turn, signal, properties);
    }

    @Bean
    LaneScheduler validationScheduler(LaneTurn turn, QueueSignal signal, ScheduleProperties properties) {
        return new LaneScheduler(Lane.VALIDATION, turn, signal, properties);
    }

    @Bean
    JobMover jobMover(TransactionTemplate transaction, JobStore jobs, JobRecorder recorder) {
        return new JobMover(transaction, jobs, recorder);
    }

    @Bean
    StartBySweep startBySweep(JobMover mover, DueJobs due, ScheduleProperties properties) {
        return new StartBySweep(mover, due, properties.startBy());
    }

    @Bean
    DeadlineSweep deadlineSweep(JobMover mover, DueJobs due) {
        return new DeadlineSweep(mover, due);
    }

    @Bean
    CancelAtSweep cancelAtSweep(JobMover mover, DueJobs due) {
        return new CancelAtSweep(mover, due);
    }

    @Bean
    SweepLoop sweepLoop(List<Sweep> sweeps, ScheduleProperties properties) {
        return new SweepLoop(sweeps, properties.sweep());
    }

    @Bean
    QueueMetrics queueMetrics(JdbcTemplate jdbc) {
        return new QueueMetrics(jdbc);
    }
}
