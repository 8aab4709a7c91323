package io.salesprocess.platform.database;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Asks the database how it is, through the pool: whether it answers and takes changes, and how far its clock is from the
 * service's own.
 */
@Singleton
public class DatabaseProbe {

    private static final Logger LOG = Logger.getLogger(DatabaseProbe.class);

    private static final String ASK = """
            SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean AS only_reads,
                current_setting('statement_timeout') <> '0' AS is_limited, clock_timestamp() AS now""";

    /** More than clocks that are kept in step differ by. */
    private static final Duration SKEW_WORTH_A_WARNING = Duration.ofSeconds(2);

    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Sql sql;
    private final OrphanedBackends orphans;
    private final Clock clock;
    private volatile Duration skew = Duration.ZERO;
    private volatile boolean isSkewed;

    DatabaseProbe(Sql sql, OrphanedBackends orphans, Clock clock, MeterRegistry registry) {
        this.sql = sql;
        this.orphans = orphans;
        this.clock = clock;
        registry.gauge(
                "salesprocess.database.clock.skew.seconds", this, probe -> probe.skew.toNanos() / NANOS_PER_SECOND);
    }

    /**
     * What the database answered.
     *
     * @param takesChanges whether writes work as well as reads
     * @param keepsSettings whether the session has the time limits that it was given; a pooler may have lost them
     */
    public record Reading(boolean takesChanges, boolean keepsSettings) {}

    private record Line(boolean onlyReads, boolean isLimited, Instant now) {}

    /** Asks now; empty if there is no answer. */
    public Optional<Reading> ask() {
        try {
            Instant before = clock.instant();
            Line line = sql.first(ASK, DatabaseProbe::line).orElseThrow();
            note(before, clock.instant(), line.now());
            return Optional.of(new Reading(!line.onlyReads() && orphans.areFew(), line.isLimited()));
        } catch (Sql.Failure e) {
            LOG.debug("The database does not answer.", e);
            return Optional.empty();
        }
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(row.getBoolean("only_reads"), row.getBoolean("is_limited"), Sql.instant(row, "now"));
    }

    /** The database has read its clock at some time in between, so a difference within that time means nothing. */
    private void note(Instant before, Instant after, Instant database) {
        skew = database.isBefore(before)
                ? Duration.between(before, database)
                : database.isAfter(after) ? Duration.between(after, database) : Duration.ZERO;
        boolean differs = skew.abs().compareTo(SKEW_WORTH_A_WARNING) > 0;
        if (differs && !isSkewed) {
            LOG.warnf(
                    "The database's clock differs from this machine's by %d ms. Times that this instance writes are wrong"
                            + " by as much; synchronize the clocks (NTP).",
                    skew.toMillis());
        }
        isSkewed = differs;
    }
}
