package io.salesprocess.insight;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;

/** Takes the projectors' turn, of all instances, and does nothing with it while something else is measured. */
public final class ProjectorPause {

    private ProjectorPause() {}

    /**
     * Does the work once no projector is at work, and keeps them out until it is done.
     *
     * @param connection holds the turn; it is rolled back at the end
     */
    public static <T> T during(Connection connection, Supplier<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(PositionStore.WAIT_FOR_TURN);
            return work.get();
        } finally {
            connection.rollback();
        }
    }
}
