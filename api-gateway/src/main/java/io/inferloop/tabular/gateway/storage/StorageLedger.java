package io.inferloop.tabular.gateway.storage;

import io.inferloop.tabular.gateway.account.OrganizationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes down every change of what an organization stores, by the database's clock, in the transaction that makes it. */
@Repository
public class StorageLedger {

    private final JdbcClient jdbc;

    StorageLedger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param bytes more, or fewer where negative */
    public void changed(OrganizationId organization, long bytes) {
        jdbc.sql("INSERT INTO storage_change (organization_id, bytes) VALUES (?, ?)")
                .params(organization.value(), bytes)
                .update();
    }
}
