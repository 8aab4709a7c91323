package io.salesprocess.payment;

import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.database.Condition;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.database.SqlPart;
import io.salesprocess.platform.kernel.Sha256;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums of entries by day, kept ready. Triggers of the entries write them in the transaction of each entry, so they are never behind. A
 * total adds up the whole days of a filter and the entries of the days that the filter cuts, in one statement, and so is the
 * state of one moment.
 */
@Singleton
class TotalStore {

    private static final String BY_DAY = "SELECT currency, kind, entries, amount FROM ledger_total WHERE ";

    private static final String BY_DAY_AND_METHOD =
            "SELECT currency, kind, entries, amount FROM ledger_method_total WHERE ";

    private static final String ADDED_UP = """
            SELECT currency, kind, sum(entries) AS entries, sum(amount) AS amount FROM (%s) parts
            GROUP BY currency, kind HAVING sum(entries) > 0""";

    private final Sql sql;

    TotalStore(Sql sql) {
        this.sql = sql;
    }

    /**
     * The sums of the entries that match the filter, among those that are shown.
     *
     * @param entries how many there are
     */
    record Totals(List<CurrencyTotal> byCurrency, long entries) {}

    Totals totals(LedgerFilter filter, ShownDeals shown) {
        List<String> parts = new ArrayList<>();
        List<Object> parameters = new ArrayList<>();
        LedgerFilter.Days days = shown.isEverything() ? filter.days() : null;
        if (days == null) {
            add(filter, filter.figures(), shown, parts, parameters);
        } else {
            Condition ready = ready(filter, days);
            parts.add((filter.method() == null ? BY_DAY : BY_DAY_AND_METHOD) + ready.sql());
            parameters.addAll(ready.parameters());
            add(filter, filter.before(days), shown, parts, parameters);
            add(filter, filter.after(days), shown, parts, parameters);
        }
        record Line(String currency, EntryKind kind, long entries, BigInteger amount) {}
        List<Line> lines = sql.list(
                ADDED_UP.formatted(String.join(" UNION ALL ", parts)),
                row -> new Line(
                        row.getString("currency"),
                        HyphenatedEnums.valueOf(EntryKind.class, row.getString("kind")),
                        row.getLong("entries"),
                        row.getBigDecimal("amount").toBigIntegerExact()),
                parameters.toArray());
        Map<String, CurrencyTotal> totals = new TreeMap<>();
        lines.forEach(line -> totals.merge(
                line.currency(), CurrencyTotal.of(line.currency(), line.kind(), line.amount()), CurrencyTotal::plus));
        return new Totals(
                List.copyOf(totals.values()),
                lines.stream().mapToLong(Line::entries).sum());
    }

    private static void add(
            LedgerFilter filter, Condition figures, ShownDeals shown, List<String> parts, List<Object> parameters) {
        if (figures != Condition.NEVER) {
            SqlPart sums = EntryStore.sums(filter, figures, shown);
            parts.add(sums.sql());
            parameters.addAll(sums.parameters());
        }
    }

    private static Condition ready(LedgerFilter filter, LedgerFilter.Days days) {
        return Condition.ALWAYS
                .andIf("method_digest = ?", filter.method() == null ? null : Sha256.of(filter.method()))
                .andIf("kind = ?", filter.kind() == null ? null : HyphenatedEnums.nameOf(filter.kind()))
                .andIf("day >= ?", days.first())
                .andIf("day < ?", days.end());
    }
}
