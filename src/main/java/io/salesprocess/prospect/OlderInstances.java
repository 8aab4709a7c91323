package io.salesprocess.prospect;

import io.quarkus.scheduler.Scheduled;
import io.salesprocess.platform.contact.TelephoneNumbers;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Looks after prospects that an instance of an earlier version has added or changed while this one serves too. */
@Singleton
class OlderInstances {

    private static final Logger LOG = Logger.getLogger(OlderInstances.class);

    private final DataSource dataSource;
    private final OlderProspects prospects;

    OlderInstances(DataSource dataSource, TelephoneNumbers numbers) {
        this.dataSource = dataSource;
        this.prospects = new OlderProspects(numbers);
    }

    @Scheduled(
            identity = "older-prospects",
            every = "{salesprocess.prospects.complete-every}",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void completeNow() {
        try {
            complete();
        } catch (SQLException e) {
            // The database is away; the next run makes up for it.
            LOG.warnf("Prospects of an earlier version could not be completed: %s", e.getMessage());
        }
    }

    /** Completes what there is, and tells how many. */
    int complete() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return prospects.bringUpToDate(connection);
        }
    }
}
