package io.inferloop.tabular.orchestrator.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** Reads a job from its row, selected by {@link #COLUMNS} under the alias {@code j}. */
public final class JobRows implements RowMapper<Job> {

    /** Every column a job is made of. */
    public static final String COLUMNS = """
            j.organization, j.id, j.state, j.priority, j.task, j.attempt, j.dispatch_no, j.run, j.due_at, j.deadline, j.cancel_at, \
            j.sequence, j.spec, j.spec_view, j.created_at, j.history, j.results""";

    private final JobDocuments documents = new JobDocuments();

    @Override
    public Job mapRow(ResultSet row, int rowNumber) throws SQLException {
        var key = new JobKey(
                new OrganizationId(row.getObject("organization", UUID.class)), row.getObject("id", UUID.class));
        var definition = new JobDefinition(
                key,
                documents.read(row.getString("spec"), JobSpec.class),
                row.getString("spec_view"),
                row.getInt("priority"),
                instant(row, "deadline"),
                instant(row, "cancel_at"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
        var run = row.getObject("run", UUID.class);
        return new Job(
                definition,
                JobState.valueOf(row.getString("state")),
                new Position(
                        row.getInt("task"),
                        row.getInt("attempt"),
                        row.getInt("dispatch_no"),
                        run == null ? null : new RunId(run)),
                instant(row, "due_at"),
                documents.read(row.getString("history"), History.class),
                documents.read(row.getString("results"), TaskResult.class),
                row.getLong("sequence"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
