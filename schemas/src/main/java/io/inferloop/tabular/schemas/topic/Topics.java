package io.inferloop.tabular.schemas.topic;

import io.inferloop.tabular.schemas.account.Organization;
import io.inferloop.tabular.schemas.account.ProducerKey;
import io.inferloop.tabular.schemas.billing.BillingEvent;
import io.inferloop.tabular.schemas.billing.Invoice;
import io.inferloop.tabular.schemas.billing.PriceBook;
import io.inferloop.tabular.schemas.dataset.Dataset;
import io.inferloop.tabular.schemas.job.JobChanged;
import io.inferloop.tabular.schemas.job.JobCommand;
import io.inferloop.tabular.schemas.task.TaskControl;
import io.inferloop.tabular.schemas.task.TaskDispatch;
import io.inferloop.tabular.schemas.task.TaskEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** The catalogue of topics: the one place that names them. */
public final class Topics {

    private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact");
    private static final Map<String, String> FOR_EVER = Map.of("retention.ms", "-1", "retention.bytes", "-1");

    /** Appended with the broker's clock: signatures are judged by when the record arrived. */
    public static final Topic<JobCommand> JOB_COMMANDS = new Topic<>(
            "tabular.jobs.commands.v1",
            "organization|job",
            JobCommand.class,
            6,
            Map.of("retention.ms", days(14), "message.timestamp.type", "LogAppendTime"),
            true);

    /** One partition: a share group on several gives each worker a part of them, and the blocking comes back. */
    public static final Topic<TaskDispatch> DISPATCH_SYNTHESIS_CPU =
            new Topic<>("tabular.dispatch.synthesis-cpu.v1", "job", TaskDispatch.class, 1, retention(1), true);

    /** One partition, as {@link #DISPATCH_SYNTHESIS_CPU}. */
    public static final Topic<TaskDispatch> DISPATCH_VALIDATION =
            new Topic<>("tabular.dispatch.validation.v1", "job", TaskDispatch.class, 1, retention(1), true);

    public static final Topic<TaskEvent> TASK_EVENTS =
            new Topic<>("tabular.tasks.events.v1", "job", TaskEvent.class, 6, retention(7), true);

    /** Read by every worker from ten minutes back at its start. */
    public static final Topic<TaskControl> TASK_CONTROL =
            new Topic<>("tabular.tasks.control.v1", "job", TaskControl.class, 1, retention(1), true);

    public static final Topic<JobChanged> JOB_EVENTS =
            new Topic<>("tabular.jobs.events.v1", "organization|job", JobChanged.class, 6, retention(14), true);

    public static final Topic<Organization> ORGANIZATIONS =
            new Topic<>("tabular.accounts.organizations.v1", "organization", Organization.class, 1, COMPACTED, true);

    public static final Topic<ProducerKey> PRODUCER_KEYS =
            new Topic<>("tabular.accounts.producer-keys.v1", "key id", ProducerKey.class, 1, COMPACTED, true);

    public static final Topic<Dataset> DATASETS =
            new Topic<>("tabular.datasets.v1", "dataset", Dataset.class, 1, COMPACTED, true);

    /** Kept for ever, append time, and its partition count never changes: invoices can be computed again from offset 0. */
    public static final Topic<BillingEvent> USAGE = new Topic<>(
            "tabular.usage.v1",
            "organization",
            BillingEvent.class,
            6,
            Map.of("retention.ms", "-1", "retention.bytes", "-1", "message.timestamp.type", "LogAppendTime"),
            true);

    public static final Topic<PriceBook> PRICE_BOOK =
            new Topic<>("tabular.billing.price-book.v1", "version", PriceBook.class, 1, COMPACTED, true);

    public static final Topic<Invoice> INVOICES =
            new Topic<>("tabular.billing.invoices.v1", "organization|period", Invoice.class, 6, FOR_EVER, true);

    private static final List<Topic<? extends SpecificRecord>> ALL = List.of(
            JOB_COMMANDS,
            DISPATCH_SYNTHESIS_CPU,
            DISPATCH_VALIDATION,
            TASK_EVENTS,
            TASK_CONTROL,
            JOB_EVENTS,
            ORGANIZATIONS,
            PRODUCER_KEYS,
            DATASETS,
            USAGE,
            PRICE_BOOK,
            INVOICES);

    private Topics() {}

    public static List<Topic<? extends SpecificRecord>> all() {
        return ALL;
    }

    private static Map<String, String> retention(int days) {
        return Map.of("retention.ms", days(days));
    }

    private static String days(int days) {
        return Long.toString(Duration.ofDays(days).toMillis());
    }
}
