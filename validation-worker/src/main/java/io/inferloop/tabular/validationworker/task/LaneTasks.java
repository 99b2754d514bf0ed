package io.inferloop.tabular.validationworker.task;

import io.inferloop.tabular.platform.task.TaskContext;
import io.inferloop.tabular.platform.task.TaskHandler;
import io.inferloop.tabular.platform.task.TaskOutcome;
import java.io.IOException;
import org.springframework.stereotype.Component;

/** The lane's two kinds of task, told apart by the body of the dispatch record. */
@Component
class LaneTasks implements TaskHandler {

    private final ValidationHandler validations;
    private final ProfileHandler profiles;

    LaneTasks(ValidationHandler validations, ProfileHandler profiles) {
        this.validations = validations;
        this.profiles = profiles;
    }

    @Override
    public TaskOutcome run(TaskContext context) throws IOException {
        return context.dispatch().getProfile() == null ? validations.run(context) : profiles.run(context);
    }
}
