package io.inferloop.tabular.orchestrator.consume;

import io.inferloop.tabular.orchestrator.job.OrganizationId;
import io.inferloop.tabular.platform.messaging.BatchHandler;
import io.inferloop.tabular.platform.messaging.DeadLetters;
import io.inferloop.tabular.platform.messaging.Received;
import io.inferloop.tabular.platform.security.CommandSignature;
import io.inferloop.tabular.platform.security.CommandVerifier;
import io.inferloop.tabular.platform.security.InvalidSignatureException;
import io.inferloop.tabular.schemas.job.JobCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Proves where each command comes from and carries the batch out. What is not proven or not understood goes to the dead letters alone. */
final class CommandHandler implements BatchHandler<JobCommand> {

    private static final Logger log = LoggerFactory.getLogger(CommandHandler.class);

    private final CommandVerifier verifier;
    private final DeadLetters deadLetters;
    private final CommandBatch batches;

    CommandHandler(CommandVerifier verifier, DeadLetters deadLetters, CommandBatch batches) {
        this.verifier = verifier;
        this.deadLetters = deadLetters;
        this.batches = batches;
    }

    @Override
    public void handle(List<Received<JobCommand>> batch) {
        var commands = new ArrayList<Command>();
        batch.forEach(record -> proven(record).ifPresent(commands::add));
        if (!commands.isEmpty()) {
            batches.carryOut(commands);
        }
    }

    private Optional<Command> proven(Received<JobCommand> record) {
        JobCommand value = record.value();
        byte[] bytes = record.rawValue();
        if (value == null || bytes == null) {
            return discard(record, "A command has no tombstones", null);
        }
        try {
            var sender = verifier.verify(
                    record.header(CommandSignature.HEADER), bytes, value.getCommandId(), record.appendedAt());
            return Optional.of(CommandMapper.command(value, new OrganizationId(sender.organizationId()), bytes));
        } catch (InvalidSignatureException | IllegalArgumentException e) {
            return discard(record, String.valueOf(e.getMessage()), e);
        }
    }

    /** Waits until the dead letter is kept: the record is done with only then. */
    private Optional<Command> discard(Received<JobCommand> record, String reason, @Nullable Exception cause) {
        log.warn(
                "Command at {}-{}@{} is not carried out: {}",
                record.topic().name(),
                record.partition(),
                record.offset(),
                reason);
        deadLetters.send(record, reason, cause).join();
        return Optional.empty();
    }
}
