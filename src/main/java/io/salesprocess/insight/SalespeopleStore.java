package io.salesprocess.insight;

import io.salesprocess.insight.SalespeopleResponse.ValueResponse;
import io.salesprocess.platform.database.Condition;
import io.salesprocess.platform.database.Sql;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads what counts for salespeople. */
@Singleton
class SalespeopleStore {

    private static final String SCORES = """
            SELECT counts_for, open, won, lost, fell_short FROM insight_score WHERE %s UNION ALL""";

    private static final String VALUES = """
            SELECT counts_for, currency, deals, amount FROM insight_value WHERE %s UNION ALL""";

    private static final String TIMES = """
            SELECT counts_for, measure, bucket, times FROM insight_time WHERE %s UNION ALL""";

    private static final String DEALS = """
            SELECT counts_for, status, value_currency, value_amount, bucket FROM insight_deal WHERE %s""";

    private static final String EFFORTS = """
            SELECT counts_for, bucket FROM insight_effort WHERE %s""";

    /** The k-th of the times in a bucket, or any of them if they are all the same. */
    private static final String IN_BUCKET = """
            CASE WHEN (SELECT v.%1$s FROM %2$s v WHERE (v.counts_for, v.bucket) = (m.counts_for, m.bucket)
                    ORDER BY v.%1$s LIMIT 1)
                = (SELECT v.%1$s FROM %2$s v WHERE (v.counts_for, v.bucket) = (m.counts_for, m.bucket)
                    ORDER BY v.%1$s DESC LIMIT 1)
            THEN (SELECT v.%1$s FROM %2$s v WHERE (v.counts_for, v.bucket) = (m.counts_for, m.bucket)
                    ORDER BY v.%1$s LIMIT 1)
            WHEN shorter <= longer
            THEN (SELECT v.%1$s FROM %2$s v WHERE (v.counts_for, v.bucket) = (m.counts_for, m.bucket) AND %3$s
                    ORDER BY v.%1$s OFFSET shorter LIMIT 1)
            ELSE (SELECT v.%1$s FROM %2$s v WHERE (v.counts_for, v.bucket) = (m.counts_for, m.bucket) AND %3$s
                    ORDER BY v.%1$s DESC OFFSET longer LIMIT 1)
            END""";

    /**
     * What is not counted is read once, by the times of opening. A median is the k-th shortest of n times, with k = ⌈n/2⌉; counts by
     * bucket tell where it is, as with durations of stages.
     */
    private static final String ALL = """
            WITH deals AS MATERIALIZED (%1$s),
            efforts AS MATERIALIZED (%2$s),
            buckets AS (
                SELECT counts_for, measure, bucket, sum(times) AS times FROM (%3$s
                    SELECT counts_for, 'win', bucket, 1 FROM deals WHERE bucket IS NOT NULL
                    UNION ALL SELECT counts_for, 'answer', bucket, 1 FROM efforts WHERE bucket IS NOT NULL)
                    parts (counts_for, measure, bucket, times)
                GROUP BY counts_for, measure, bucket HAVING sum(times) > 0),
            running AS (
                SELECT *, sum(times) OVER (PARTITION BY counts_for, measure ORDER BY bucket) - times AS before,
                    sum(times) OVER (PARTITION BY counts_for, measure) AS n
                FROM buckets),
            medians AS (
                SELECT counts_for, measure, bucket, n, div(n + 1, 2) - before - 1 AS shorter,
                    before + times - div(n + 1, 2) AS longer
                FROM running WHERE div(n + 1, 2) > before AND div(n + 1, 2) <= before + times)
            SELECT counts_for AS of, 'score' AS line, NULL AS currency, sum(open) AS open, sum(won) AS won, sum(lost) AS lost,
                sum(fell_short) AS fell_short, NULL::numeric AS amount
            FROM (%4$s
                SELECT counts_for, (status = 'open')::integer, (status = 'won')::integer, (status = 'lost')::integer, 0 FROM deals
                UNION ALL SELECT counts_for, 0, 0, 0, 1 FROM efforts WHERE bucket IS NULL)
                parts (counts_for, open, won, lost, fell_short)
            GROUP BY counts_for HAVING sum(open) <> 0 OR sum(won) <> 0 OR sum(lost) <> 0 OR sum(fell_short) <> 0
            UNION ALL
            SELECT counts_for, 'value', currency, NULL, sum(deals), NULL, NULL, sum(amount)
            FROM (%5$s
                SELECT counts_for, value_currency, 1, value_amount FROM deals WHERE status = 'won' AND value_currency IS NOT NULL)
                parts (counts_for, currency, deals, amount)
            GROUP BY counts_for, currency HAVING sum(deals) > 0
            UNION ALL
            SELECT counts_for, measure, NULL, NULL, n, NULL, NULL, CASE measure WHEN 'win' THEN %6$s ELSE %7$s END
            FROM medians m""";

    private final Sql sql;

    SalespeopleStore(Sql sql) {
        this.sql = sql;
    }

    /** A row: counts, a value in one currency, or the number of times and their median. */
    private record Line(
            UUID salesperson,
            String kind,
            String currency,
            long open,
            long won,
            long lost,
            long fellShort,
            BigDecimal amount) {}

    /** Those for whom any of the deals counts, in no order. */
    Reading<List<SalespersonFigures>> figures(Cohort cohort) {
        Parts deals = Parts.of(DEALS, cohort.uncountedScores());
        Parts efforts = Parts.of(EFFORTS, cohort.uncountedScores());
        Parts times = Parts.of(TIMES, cohort.countedScores());
        Parts scores = Parts.of(SCORES, cohort.countedScores());
        Parts values = Parts.of(VALUES, cohort.countedScores());
        Condition rows = cohort.scored();
        String statement = ALL.formatted(
                deals.sql(),
                efforts.sql(),
                times.sql(),
                scores.sql(),
                values.sql(),
                IN_BUCKET.formatted("time_to_win", "insight_deal", rows.sql()),
                IN_BUCKET.formatted("duration", "insight_effort", rows.sql()));
        List<Object> parameters = new ArrayList<>();
        Stream.of(deals, efforts, times, scores, values).map(Parts::parameters).forEach(parameters::addAll);
        for (int i = 0; i < 4; i++) {
            parameters.addAll(rows.parameters());
        }
        return Reading.read(
                        sql,
                        statement,
                        row -> new Line(
                                row.getObject("of", UUID.class),
                                row.getString("line"),
                                row.getString("currency"),
                                row.getLong("open"),
                                row.getLong("won"),
                                row.getLong("lost"),
                                row.getLong("fell_short"),
                                row.getBigDecimal("amount")),
                        parameters)
                .map(SalespeopleStore::figures);
    }

    private static List<SalespersonFigures> figures(List<Line> lines) {
        Map<UUID, List<Line>> bySalesperson = new LinkedHashMap<>();
        lines.forEach(line -> bySalesperson
                .computeIfAbsent(line.salesperson(), salesperson -> new ArrayList<>())
                .add(line));
        return bySalesperson.values().stream().map(SalespeopleStore::of).toList();
    }

    private static SalespersonFigures of(List<Line> lines) {
        UUID salesperson = lines.get(0).salesperson();
        Line score = one(lines, "score");
        Line win = one(lines, "win");
        Line answer = one(lines, "answer");
        return new SalespersonFigures(
                salesperson.equals(DealProjection.NO_ONE_ID) ? null : salesperson,
                score.open(),
                score.won(),
                score.lost(),
                score.fellShort(),
                lines.stream()
                        .filter(line -> line.kind().equals("value"))
                        .map(line -> new ValueResponse(line.amount().toBigIntegerExact(), line.currency(), line.won()))
                        .sorted((a, b) -> a.currency().compareTo(b.currency()))
                        .toList(),
                Micros.duration(win.amount()),
                answer.won(),
                Micros.duration(answer.amount()));
    }

    private static Line one(List<Line> lines, String kind) {
        return lines.stream()
                .filter(line -> line.kind().equals(kind))
                .findFirst()
                .orElse(new Line(null, kind, null, 0, 0, 0, 0, null));
    }
}
