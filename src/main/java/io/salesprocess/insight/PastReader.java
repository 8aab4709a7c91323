package io.salesprocess.insight;

import io.salesprocess.insight.Forecast.Experience;
import io.salesprocess.insight.Forecast.Group;
import io.salesprocess.insight.InsightStore.Counts;
import io.salesprocess.insight.InsightStore.StageOfPipeline;
import io.salesprocess.platform.database.Condition;
import io.salesprocess.platform.database.Sql;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads what {@link PastFollower} keeps, each answer by one statement. Whole days are added up from sums; what changed in a part of
 * a day is worked out from the rows of the deals to which it happened.
 */
@Singleton
class PastReader {

    /** A row just before a moment x. */
    private static final String NUMBERS = """
            count(*), count(*) FILTER (WHERE left_at < x), sum(fell_short),
                count(*) FILTER (WHERE left_at >= x AND closed_at < x),
                count(*) FILTER (WHERE left_at >= x AND closed_at >= x),
                count(*) FILTER (WHERE closed_at < x AND won), count(*) FILTER (WHERE closed_at < x AND NOT won)""";

    /** How much was added until the end of a day, of all deals or of one owner, offering or source. */
    private static final String COUNTED = """
            SELECT pipeline_key, stage, entered, advanced, fell_short, lost, still_there, of_won, of_lost
            FROM insight_past_count WHERE day < ?::timestamptz AND %s""";

    /** What rows count for at the moment, and what they had counted for when the day began. */
    private static final String REST_OF_DAY = """
            SELECT pipeline_key, stage, sign * count(*), sign * count(*) FILTER (WHERE left_at < x), sign * sum(fell_short),
                sign * count(*) FILTER (WHERE left_at >= x AND closed_at < x),
                sign * count(*) FILTER (WHERE left_at >= x AND closed_at >= x),
                sign * count(*) FILTER (WHERE closed_at < x AND won), sign * count(*) FILTER (WHERE closed_at < x AND NOT won)
            FROM (VALUES (?::timestamptz, ?::timestamptz)) moment (day, moment)
            CROSS JOIN LATERAL (
                SELECT deal_id FROM insight_past WHERE since >= day AND since < moment
                UNION SELECT deal_id FROM insight_past WHERE closed_at >= day AND closed_at < moment
                    AND closed_at < 'infinity') touched
            JOIN insight_past USING (deal_id)
            CROSS JOIN LATERAL (VALUES (1, moment), (-1, day)) m (sign, x)
            WHERE since < x AND until >= x AND %s GROUP BY pipeline_key, stage, sign""";

    /** The filter comes first: OFFSET keeps the planner from going through all rows since the beginning of time instead. */
    private static final String COUNTED_STAYS = "SELECT pipeline_key, stage, " + NUMBERS + """

            FROM (VALUES (?::timestamptz)) m (x)
            CROSS JOIN LATERAL (SELECT * FROM insight_past WHERE %s OFFSET 0) chosen
            WHERE since < x AND until >= x GROUP BY pipeline_key, stage""";

    private static final String SUMMED = """
            SELECT pipeline_key, stage, sum(entered) AS entered, sum(advanced) AS advanced, sum(fell_short) AS fell_short,
                sum(lost) AS lost, sum(still_there) AS still_there, sum(of_won) AS of_won, sum(of_lost) AS of_lost
            FROM (%s) parts (pipeline_key, stage, entered, advanced, fell_short, lost, still_there, of_won, of_lost)
            GROUP BY pipeline_key, stage""";

    private static final String FUNNEL = """
            SELECT p.exact, p.as_of, c.* FROM follower_progress p
            LEFT JOIN (SELECT * FROM (%s) summed WHERE entered > 0) c ON true
            WHERE p.name = '""" + PastFollower.NAME + "'";

    private static final String OPEN = "SELECT pipeline_key, stage, currency, amount, entered_at FROM insight_past ";

    /** Open now, or at a moment, for which the second part has an index of its own. */
    private static final String OPEN_NOW = OPEN + "WHERE open_until = 'infinity' AND %s";

    private static final String OPEN_THEN =
            OPEN_NOW.replace("%s", "since < ?::timestamptz AND %1$s") + "\nUNION ALL " + OPEN + """
            WHERE since < open_until AND open_until < 'infinity' AND tstzrange(since, open_until, '(]') @> ?::timestamptz AND %1$s""";

    /**
     * Of won deals, the median of what was left from each stage is the k-th shortest of n times, with k = ⌈n/2⌉. Counts by bucket tell
     * in which bucket it is, and an index finds it there. Of each stage, deals that were entered between two times fall into one
     * month; looking these times up costs less than working out the month of each deal.
     */
    private static final String FORECAST = """
            WITH progress AS (
                SELECT exact, greatest(as_of, ?::timestamptz) AS as_of FROM follower_progress WHERE name = '""" + PastFollower.NAME + """
            '),
            ended AS (SELECT pipeline_key, stage, of_won AS won, of_won + of_lost AS closed FROM (%1$s) summed
                WHERE of_won + of_lost > 0),
            moment AS (SELECT month, x FROM (VALUES (?::timestamptz, ?::timestamptz)) m (month, x)),
            buckets AS (
                SELECT pipeline_key, stage, bucket, sum(stays) AS stays FROM (
                    SELECT pipeline_key, stage, bucket, stays FROM insight_past_time_left
                    WHERE month < (SELECT month FROM moment) AND %2$s
                    UNION ALL SELECT pipeline_key, stage, bucket, count(*) FROM insight_past
                    WHERE bucket IS NOT NULL AND closed_at < 'infinity' AND closed_at >= (SELECT month FROM moment)
                        AND closed_at < (SELECT x FROM moment) AND %2$s GROUP BY 1, 2, 3) parts
                GROUP BY 1, 2, 3 HAVING sum(stays) > 0),
            running AS (
                SELECT *, sum(stays) OVER (PARTITION BY pipeline_key, stage ORDER BY bucket) - stays AS before,
                    div(sum(stays) OVER (PARTITION BY pipeline_key, stage) + 1, 2) AS kth
                FROM buckets),
            medians AS (
                SELECT pipeline_key, stage, (SELECT v.time_left FROM insight_past v WHERE v.time_left IS NOT NULL
                    AND (v.pipeline_key, v.stage, v.bucket) = (r.pipeline_key, r.stage, r.bucket)
                    AND v.closed_at < (SELECT x FROM moment)
                    ORDER BY v.time_left OFFSET r.kth - r.before - 1 LIMIT 1) AS time_left
                FROM running r WHERE kth > before AND kth <= before + stays),
            experience AS (SELECT pipeline_key, stage, won, closed, time_left FROM ended LEFT JOIN medians
                USING (pipeline_key, stage)),
            present AS (SELECT %4$s AS moment FROM progress),
            months AS (
                SELECT pipeline_key, stage, array_agg(to_char(month, 'YYYY-MM') ORDER BY month) AS months,
                    array_agg(month AT TIME ZONE 'UTC' - wait ORDER BY month) AS begins
                FROM (SELECT pipeline_key, stage, time_left * interval '1 microsecond' AS wait FROM experience
                    WHERE time_left IS NOT NULL) e
                CROSS JOIN (SELECT moment AT TIME ZONE 'UTC' AS now FROM present) p
                CROSS JOIN LATERAL generate_series(date_trunc('month', now), now + wait + interval '1 month',
                    interval '1 month') month
                GROUP BY pipeline_key, stage),
            open AS (
                SELECT pipeline_key, stage, currency, months[greatest(1, place)] AS month, sum(deals) AS deals,
                    sum(amount) AS amount
                FROM (
                    SELECT pipeline_key, stage, currency, place, count(*) AS deals, coalesce(sum(amount), 0) AS amount
                    FROM (
                        SELECT o.*, width_bucket(o.entered_at, begins) AS place
                        FROM (%3$s) o LEFT JOIN months USING (pipeline_key, stage) OFFSET 0) placed
                    GROUP BY pipeline_key, stage, currency, place) grouped
                LEFT JOIN months USING (pipeline_key, stage) GROUP BY 1, 2, 3, 4)
            SELECT p.exact, p.as_of, f.* FROM progress p
            LEFT JOIN (experience FULL JOIN open USING (pipeline_key, stage)) f ON true""";

    private static final String WON = """
            SELECT won_in, currency, deals, amount FROM insight_value_won WHERE %s""";

    private static final String WON_STAYS = """
            SELECT date_trunc('month', closed_at, 'UTC'), coalesce(currency, ''), count(*), coalesce(sum(amount), 0)
            FROM insight_past WHERE won AND left_at = closed_at AND until = 'infinity' AND %s GROUP BY 1, 2""";

    private static final String VALUE_WON = """
            SELECT p.exact, p.as_of, w.* FROM follower_progress p LEFT JOIN (
                SELECT to_char(won_in AT TIME ZONE 'UTC', 'YYYY-MM') AS month, nullif(currency, '') AS currency,
                    sum(deals) AS deals, sum(amount) AS amount
                FROM (%s) parts (won_in, currency, deals, amount)
                GROUP BY 1, 2 HAVING sum(deals) > 0) w ON true
            WHERE p.name = '""" + PastFollower.NAME + "' ORDER BY w.month, w.currency NULLS LAST";

    private final Sql sql;

    PastReader(Sql sql) {
        this.sql = sql;
    }

    /** The numbers of one stage. */
    record StageCounts(StageOfPipeline stage, Counts counts) {}

    /**
     * One stage, or a group of the deals in it.
     *
     * @param group null if none of the chosen deals stands there
     */
    record StageForecast(StageOfPipeline stage, Experience experience, Group group) {}

    /** What was won in a month. */
    record MonthWon(String month, String currency, long deals, BigInteger value) {}

    /** The funnel as it stood then. */
    Reading<List<StageCounts>> funnel(Cohort cohort, PastMoment moment) {
        Parts counts = counts(cohort, moment);
        return read(FUNNEL.formatted(counts.sql()), "stage", PastReader::funnelRow, counts.parameters());
    }

    /**
     * Open deals and the experience with the stages in which they stand.
     *
     * @param reached the present, if that is asked for
     */
    Reading<List<StageForecast>> forecast(Cohort cohort, PastMoment moment, Instant reached) {
        Cohort everyone = new Cohort(cohort.pipeline(), null, null, null, null, null);
        Parts ended = counts(everyone, moment);
        Condition known = Condition.ALWAYS.andIf("pipeline_key = ?", cohort.pipeline());
        Condition chosen = cohort.visits();
        List<Object> parameters = new ArrayList<>();
        parameters.add(reached);
        parameters.addAll(ended.parameters());
        parameters.add(PastMoment.text(moment.month()));
        parameters.add(PastMoment.text(moment.end()));
        parameters.addAll(known.parameters());
        parameters.addAll(known.parameters());
        String present = "as_of";
        String open = OPEN_NOW.formatted(chosen.sql());
        if (moment.isPresent()) {
            parameters.addAll(chosen.parameters());
        } else {
            present = "?::timestamptz";
            open = OPEN_THEN.formatted(chosen.sql());
            parameters.add(moment.asOf());
            for (int i = 0; i < 2; i++) {
                parameters.add(PastMoment.text(moment.end()));
                parameters.addAll(chosen.parameters());
            }
        }
        return read(
                FORECAST.formatted(ended.sql(), known.sql(), open, present),
                "stage",
                PastReader::forecastRow,
                parameters);
    }

    /** What was won in each month, by the present state of deals. */
    Reading<List<MonthWon>> valueWon(Cohort cohort) {
        Parts parts = Parts.of(WON, cohort.countedDurations(), WON_STAYS, cohort.uncountedDurations());
        return read(VALUE_WON.formatted(parts.sql()), "month", PastReader::wonRow, parts.parameters());
    }

    private static Parts counts(Cohort cohort, PastMoment moment) {
        List<String> parts = new ArrayList<>();
        List<Object> parameters = new ArrayList<>();
        String day = PastMoment.text(moment.day());
        String end = PastMoment.text(moment.end());
        for (Condition counted : cohort.countedDurations()) {
            add(parts, parameters, COUNTED, counted, day);
            if (moment.day().isBefore(moment.end())) {
                add(parts, parameters, REST_OF_DAY, cohort.visitsOfWholeMonths(), day, end);
            }
        }
        for (Condition uncounted : cohort.uncountedDurations()) {
            add(parts, parameters, COUNTED_STAYS, uncounted, end);
        }
        return new Parts(SUMMED.formatted(String.join("\nUNION ALL ", parts)), parameters);
    }

    private static void add(
            List<String> parts, List<Object> parameters, String part, Condition condition, Object... moments) {
        parts.add(part.formatted(condition.sql()));
        parameters.addAll(Arrays.asList(moments));
        parameters.addAll(condition.parameters());
    }

    /** @param needed the column that is null if nothing was found */
    private <T> Reading<List<T>> read(String statement, String needed, Sql.Row<T> reader, List<Object> parameters) {
        record Line<T>(boolean exact, Instant asOf, T value) {}
        List<Line<T>> lines = sql.list(
                statement,
                row -> new Line<>(
                        row.getBoolean("exact"),
                        Sql.instant(row, "as_of"),
                        row.getString(needed) == null ? null : reader.read(row)),
                parameters.toArray());
        List<T> rows = lines.stream().map(Line::value).filter(Objects::nonNull).toList();
        return lines.isEmpty()
                ? new Reading<>(false, Instant.MIN, rows)
                : new Reading<>(lines.get(0).exact(), lines.get(0).asOf(), rows);
    }

    private static StageCounts funnelRow(ResultSet row) throws SQLException {
        return new StageCounts(
                stage(row),
                new Counts(
                        row.getLong("entered"),
                        row.getLong("advanced"),
                        row.getLong("fell_short"),
                        row.getLong("lost"),
                        row.getLong("still_there")));
    }

    private static StageForecast forecastRow(ResultSet row) throws SQLException {
        Experience experience = row.getString("closed") == null
                ? Experience.NONE
                : new Experience(
                        row.getLong("won"), row.getLong("closed"), Micros.duration(row.getBigDecimal("time_left")));
        String month = row.getString("month");
        Group group = row.getString("deals") == null
                ? null
                : new Group(
                        month == null ? null : YearMonth.parse(month),
                        row.getString("currency"),
                        row.getLong("deals"),
                        integer(row, "amount"));
        return new StageForecast(stage(row), experience, group);
    }

    private static MonthWon wonRow(ResultSet row) throws SQLException {
        return new MonthWon(
                row.getString("month"), row.getString("currency"), row.getLong("deals"), integer(row, "amount"));
    }

    private static BigInteger integer(ResultSet row, String column) throws SQLException {
        BigDecimal number = row.getBigDecimal(column);
        return number.toBigIntegerExact();
    }

    private static StageOfPipeline stage(ResultSet row) throws SQLException {
        return new StageOfPipeline(row.getString("pipeline_key"), row.getString("stage"));
    }

    /** As the other funnel is read. */
    static Map<StageOfPipeline, Counts> byStage(List<StageCounts> rows) {
        Map<StageOfPipeline, Counts> counts = new LinkedHashMap<>();
        rows.forEach(row -> counts.put(row.stage(), row.counts()));
        return counts;
    }
}
