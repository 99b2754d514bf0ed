package io.inferloop.tabular.testsupport;

import io.inferloop.tabular.standalone.server.PostgresAddress;
import java.sql.Connection;
import java.sql.SQLException;

/** An empty database that no other test sees. */
public record TestDatabase(PostgresAddress server, String name) {

    public String jdbcUrl() {
        return server.jdbcUrl(name);
    }

    public String user() {
        return server.user();
    }

    public String password() {
        return server.password();
    }

    public Connection connect() throws SQLException {
        return server.connect(name);
    }
}
