package io.inferloop.tabular.synthworker.task;

import io.inferloop.tabular.platform.task.TaskContext;
import io.inferloop.tabular.platform.task.TaskHandler;
import io.inferloop.tabular.platform.task.TaskOutcome;
import io.inferloop.tabular.schemas.task.TaskDispatch;
import io.inferloop.tabular.synthworker.device.NativeLibraries;
import java.io.IOException;
import org.springframework.stereotype.Component;

/** The lane's kinds of task, told apart by the body of the dispatch record. */
@Component
class LaneTasks implements TaskHandler {

    private final SynthesisHandler syntheses;
    private final TrainingHandler trainings;
    private final SamplingHandler samplings;
    private final ImputationHandler imputations;
    private final NativeLibraries natives;

    LaneTasks(
            SynthesisHandler syntheses,
            TrainingHandler trainings,
            SamplingHandler samplings,
            ImputationHandler imputations,
            NativeLibraries natives) {
        this.syntheses = syntheses;
        this.trainings = trainings;
        this.samplings = samplings;
        this.imputations = imputations;
        this.natives = natives;
    }

    @Override
    public String device() {
        return natives.device().label();
    }

    @Override
    public TaskOutcome run(TaskContext context) throws IOException {
        TaskDispatch dispatch = context.dispatch();
        if (dispatch.getSynthesis() != null) {
            return syntheses.run(dispatch.getSynthesis(), context);
        }
        if (dispatch.getTraining() != null) {
            return trainings.run(dispatch.getTraining(), context);
        }
        if (dispatch.getSampling() != null) {
            return samplings.run(dispatch.getSampling(), context);
        }
        if (dispatch.getImputation() != null) {
            return imputations.run(dispatch.getImputation(), context);
        }
        throw new IllegalArgumentException("Dispatch %d of job %s is no synthesis, training, sampling or imputation"
                .formatted(dispatch.getDispatchNo(), dispatch.getJobId()));
    }
}
