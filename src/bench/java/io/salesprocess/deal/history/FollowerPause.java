package io.salesprocess.deal.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.Supplier;

/** Takes the turn of a follower, in all instances, and does nothing with it while something else is measured. */
public final class FollowerPause {

    private FollowerPause() {}

    /**
     * Does the work once the follower is not at work, and keeps it from working until it is done.
     *
     * @param connection holds the turn; it is rolled back at the end
     */
    public static <T> T during(String follower, Connection connection, Supplier<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement turn = connection.prepareStatement(FollowerStore.WAIT_FOR_TURN)) {
            turn.setString(1, follower);
            turn.execute();
            return work.get();
        } finally {
            connection.rollback();
        }
    }
}
