package io.inferloop.tabular.standalone.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** How to reach a PostgreSQL server as its superuser. */
public record PostgresAddress(String host, int port, String user, String password) {

    private static final int PROBE_SECONDS = 3;
    private static final String MAINTENANCE_DATABASE = "postgres";

    /** {@code jdbc:postgresql://127.0.0.1:7410/tabular}. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
    }

    public Connection connect(String database) throws SQLException {
        return connect(database, 0);
    }

    /** @param answerSeconds how long the server may take for an answer; 0: for ever */
    private Connection connect(String database, int answerSeconds) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        login.setProperty("connectTimeout", "2");
        login.setProperty("socketTimeout", Integer.toString(answerSeconds));
        return DriverManager.getConnection(jdbcUrl(database), login);
    }

    /** Creates an empty database unless there is one of that name. */
    public void createDatabase(String database) throws SQLException {
        try (Connection connection = connect(MAINTENANCE_DATABASE);
                PreparedStatement existing =
                        connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            existing.setString(1, database);
            if (existing.executeQuery().next()) {
                return;
            }
            try (Statement create = connection.createStatement()) {
                create.execute("CREATE DATABASE " + create.enquoteIdentifier(database, true));
            }
        }
    }

    boolean answers() {
        try (Connection connection = connect(MAINTENANCE_DATABASE, PROBE_SECONDS);
                Statement statement = connection.createStatement()) {
            return statement.executeQuery("SELECT 1").next();
        } catch (SQLException notYet) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "%s@%s:%d".formatted(user, host, port);
    }
}
