package io.inferloop.tabular.gateway.storage;

import io.inferloop.tabular.gateway.account.Caller;
import io.inferloop.tabular.gateway.account.OrganizationId;
import io.inferloop.tabular.gateway.web.ApiProblem;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Holds organizations to the storage of their plan. Results count, but only uploads are refused: no finished work is thrown away. */
@Component
public class StorageQuota {

    private final JdbcClient jdbc;

    StorageQuota(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Refuses what would exceed the plan's storage. Inside a transaction the organization's uploads then commit one after the other, so that
     * together they keep to it.
     *
     * @throws ApiProblem 413 with what is used, what is allowed and what to do
     */
    public void check(Caller caller, long moreBytes) {
        check(caller, moreBytes, null);
    }

    /** As {@link #check(Caller, long)}. @param reserved an upload whose reservation the bytes replace */
    public void check(Caller caller, long moreBytes, @Nullable UUID reserved) {
        OptionalLong allowed = caller.plan().storageBytes();
        if (allowed.isEmpty()) {
            return;
        }
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            jdbc.sql("SELECT 1 FROM organization WHERE id = ? FOR UPDATE")
                    .param(caller.organizationId().value())
                    .query(Integer.class)
                    .single();
        }
        StorageUse use = use(caller.organizationId(), reserved);
        if (use.used() + use.reserved() + moreBytes > allowed.getAsLong()) {
            throw ApiProblem.of(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "storage_quota_exceeded",
                    ("Plan %s stores at most %,d bytes; %,d are used (%,d by datasets, %,d by results), %,d are reserved"
                                    + " by uploads that have begun, and this needs %,d more. Delete datasets, abort"
                                    + " uploads, wait until results expire, or choose a larger plan.")
                            .formatted(
                                    caller.plan().id(),
                                    allowed.getAsLong(),
                                    use.used(),
                                    use.datasets(),
                                    use.results(),
                                    use.reserved(),
                                    moreBytes));
        }
    }

    StorageUse use(OrganizationId organization) {
        return use(organization, null);
    }

    private StorageUse use(OrganizationId organization, @Nullable UUID butNotReserved) {
        return jdbc.sql("""
                        SELECT (SELECT coalesce(sum(size_bytes), 0) FROM dataset WHERE organization_id = o.id) AS datasets,
                          (SELECT coalesce(sum(size_bytes), 0) FROM job_output WHERE organization_id = o.id) AS results,
                          (SELECT coalesce(sum(size_bytes), 0) FROM dataset_upload
                           WHERE organization_id = o.id AND id IS DISTINCT FROM :but) AS reserved
                        FROM (SELECT CAST(:organization AS uuid) AS id) o""")
                .param("organization", organization.value())
                .param("but", butNotReserved, java.sql.Types.OTHER)
                .query((row, n) ->
                        new StorageUse(row.getLong("datasets"), row.getLong("results"), row.getLong("reserved")))
                .single();
    }
}
