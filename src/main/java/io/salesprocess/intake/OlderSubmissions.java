package io.salesprocess.intake;

import io.quarkus.scheduler.Scheduled;
import io.salesprocess.platform.contact.TelephoneNumbers;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Looks after submissions that an instance of an earlier version has set aside while this one serves too. */
@Singleton
class OlderSubmissions {

    private static final Logger LOG = Logger.getLogger(OlderSubmissions.class);

    private final DataSource dataSource;
    private final TelephoneNumbers numbers;

    OlderSubmissions(DataSource dataSource, TelephoneNumbers numbers) {
        this.dataSource = dataSource;
        this.numbers = numbers;
    }

    @Scheduled(
            identity = "older-submissions",
            every = "{salesprocess.prospects.complete-every}",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void completeNow() {
        try (Connection connection = dataSource.getConnection()) {
            SubmissionMigration.bringUpToDate(connection, numbers);
        } catch (SQLException e) {
            // The database is away; the next run makes up for it.
            LOG.warnf("Submissions of an earlier version could not be completed: %s", e.getMessage());
        }
    }
}
