package io.salesprocess.pipeline.calendar;

import io.salesprocess.platform.api.Json;
import io.salesprocess.platform.api.Versioned;
import io.salesprocess.platform.database.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of calendars. */
@Singleton
class CalendarStore {

    private static final String COLUMNS = "SELECT key, time_zone, week, holidays, version FROM calendar";
    private static final String FIND = COLUMNS + " WHERE key = ?";
    private static final String LOCK = FIND + " FOR NO KEY UPDATE";
    private static final String AFTER = COLUMNS + " WHERE key > ? ORDER BY key LIMIT ?";
    private static final String INSERT = """
            INSERT INTO calendar (time_zone, week, holidays, key, created_at, version)
            VALUES (?, ?::jsonb, ?::jsonb, ?, ?, 0) ON CONFLICT (key) DO NOTHING""";
    private static final String UPDATE = """
            UPDATE calendar SET time_zone = ?, week = ?::jsonb, holidays = ?::jsonb, version = version + 1 WHERE key = ?""";

    private final Sql sql;
    private final Json json;

    CalendarStore(Sql sql, Json json) {
        this.sql = sql;
        this.json = json;
    }

    Optional<Versioned<CalendarBody>> find(String key) {
        return sql.first(FIND, this::calendar, key);
    }

    /** The same, and no other transaction changes it until this one ends. */
    Optional<Versioned<CalendarBody>> lock(String key) {
        return sql.first(LOCK, this::calendar, key);
    }

    /** How many rows there are; counting ends at the limit. */
    long count(int limit) {
        return sql.count("SELECT FROM calendar LIMIT ?", limit);
    }

    List<CalendarBody> after(String key, int limit) {
        return sql.list(AFTER, row -> calendar(row).value(), key, limit);
    }

    /** False if another calendar has the key. */
    boolean insert(CalendarBody calendar, Instant createdAt) {
        return sql.update(
                        INSERT,
                        calendar.timeZone(),
                        json.write(calendar.week()),
                        json.write(calendar.holidays()),
                        calendar.key(),
                        createdAt)
                == 1;
    }

    void update(CalendarBody calendar) {
        sql.update(
                UPDATE,
                calendar.timeZone(),
                json.write(calendar.week()),
                json.write(calendar.holidays()),
                calendar.key());
    }

    private Versioned<CalendarBody> calendar(ResultSet row) throws SQLException {
        return new Versioned<>(
                new CalendarBody(
                        row.getString("key"),
                        row.getString("time_zone"),
                        json.read(row.getString("week"), CalendarBody.Week.class),
                        List.of(json.read(row.getString("holidays"), String[].class))),
                row.getLong("version"));
    }
}
