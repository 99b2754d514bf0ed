package io.inferloop.tabular.platform.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchRuntimeException;

import com.zaxxer.hikari.HikariDataSource;
import io.inferloop.tabular.testsupport.ServerKind;
import io.inferloop.tabular.testsupport.TestDatabase;
import io.inferloop.tabular.testsupport.WithServers;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the server's end looks like from within a transaction: a consumer that took it for a bug would put good records aside. */
@WithServers(ServerKind.POSTGRES)
class BrokenTransactionIT {

    private final TestDatabase database;

    BrokenTransactionIT(TestDatabase database) {
        this.database = database;
    }

    @Test
    void aConnectionThatBreaksWithinATransactionIsNobodysFault() {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(database.jdbcUrl());
            pool.setUsername(database.user());
            pool.setPassword(database.password());
            TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
            JdbcTemplate jdbc = new JdbcTemplate(pool);

            RuntimeException failure = catchRuntimeException(() -> transaction.executeWithoutResult(
                    status -> jdbc.execute("SELECT pg_terminate_backend(pg_backend_pid())")));

            assertThat(failure).isNotNull();
            assertThat(FailureKind.of(failure)).as("%s", failure).isEqualTo(FailureKind.RETRYABLE);
        }
    }
}
