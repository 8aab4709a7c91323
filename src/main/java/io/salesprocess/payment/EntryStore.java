package io.salesprocess.payment;

import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.database.Condition;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.database.SqlPart;
import io.salesprocess.platform.database.Transactions;
import io.salesprocess.platform.kernel.Amount;
import io.salesprocess.platform.kernel.Sha256;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The rows of entries. They are inserted and read; the database refuses to change them. Their words stand in a row apart, which
 * erasure empties. Triggers of these two tables keep what {@link TotalStore} reads in step with every insertion and erasure.
 */
@Singleton
class EntryStore {

    private static final String COLUMNS = """
            e.id, e.deal_id, e.kind, e.payment_id, e.amount, e.currency, e.at, e.recorded_at, w.method, w.reference,
            w.reason""";

    private static final String FROM = " FROM ledger_entry e LEFT JOIN ledger_words w ON w.entry_id = e.id WHERE ";

    private static final String SELECT = "SELECT " + COLUMNS + FROM;

    private static final String PAGE = """
            SELECT %s FROM (SELECT %%s AS id FROM %%s WHERE %%s ORDER BY %%s LIMIT ?) page JOIN ledger_entry e ON e.id = page.id
            LEFT JOIN ledger_words w ON w.entry_id = e.id ORDER BY e.at DESC, e.id DESC""".formatted(COLUMNS);

    private static final String SELECT_PAYMENT = """
            SELECT %s,
                (SELECT coalesce(sum(r.amount), 0) FROM ledger_entry r WHERE r.payment_id = e.id AND r.kind = 'refund') AS refunded,
                (SELECT coalesce(sum(r.amount), 0) FROM ledger_entry r WHERE r.payment_id = e.id AND r.kind = 'reversal') AS reversed
            %s e.kind = 'payment' AND\s""".formatted(COLUMNS, FROM);

    private static final String INSERT = """
            INSERT INTO ledger_entry (id, deal_id, kind, payment_id, amount, currency, at, recorded_at, reference_digest)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String INSERT_WORDS = """
            INSERT INTO ledger_words (entry_id, deal_id, at, method, reference, reason) VALUES (?, ?, ?, ?, ?, ?)""";

    private static final String COUNT_OF_DEAL = "SELECT count(*) FROM ledger_entry WHERE deal_id = ? AND kind = ?";

    private static final String COUNT_OF_PAYMENT =
            "SELECT count(*) FROM ledger_entry WHERE payment_id = ? AND kind = ?";

    /** What a deal has brought in so far, in the currency's minor unit. */
    private static final String COLLECTED = """
            SELECT coalesce(sum(CASE kind WHEN 'payment' THEN amount ELSE -amount END), 0) FROM ledger_entry
            WHERE deal_id = ?""";

    private static final String FORGET_WORDS = """
            UPDATE ledger_words SET method = NULL, reference = NULL, reason = NULL WHERE deal_id = ANY (?)""";

    private final Sql sql;

    EntryStore(Sql sql) {
        this.sql = sql;
    }

    /** Adds an entry, in the transaction that tells the deal of it. */
    void add(Entry entry) {
        Transactions.mustBeThere();
        sql.updateLater(
                INSERT,
                entry.id(),
                entry.dealId(),
                HyphenatedEnums.nameOf(entry.kind()),
                entry.paymentId(),
                entry.amount().amount(),
                entry.amount().currency(),
                entry.at(),
                entry.recordedAt(),
                digest(entry.dealId(), entry.reference()));
        if (entry.method() != null || entry.reference() != null || entry.reason() != null) {
            sql.updateLater(
                    INSERT_WORDS,
                    entry.id(),
                    entry.dealId(),
                    entry.at(),
                    entry.method(),
                    entry.reference(),
                    entry.reason());
        }
    }

    /** A payment of the deal; another deal's is not found. */
    Optional<Payment> payment(UUID dealId, UUID id) {
        return sql.first(SELECT_PAYMENT + "e.deal_id = ? AND e.id = ?", EntryStore::paymentOf, dealId, id);
    }

    /** The payment that was recorded under this reference; none without a reference. */
    Optional<Payment> paymentUnder(UUID dealId, String reference) {
        return reference == null
                ? Optional.empty()
                : sql.first(
                        SELECT_PAYMENT + "e.deal_id = ? AND e.reference_digest = ?",
                        EntryStore::paymentOf,
                        dealId,
                        digest(dealId, reference));
    }

    /** Payments of a deal, in the order in which they were recorded, after this one. */
    List<Payment> payments(UUID dealId, UUID after, int limit) {
        return sql.list(
                SELECT_PAYMENT + "e.deal_id = ? AND e.id > ? ORDER BY e.id LIMIT ?",
                EntryStore::paymentOf,
                dealId,
                after,
                limit);
    }

    /** All payments of these deals. */
    List<Payment> payments(List<UUID> dealIds) {
        return sql.list(SELECT_PAYMENT + "e.deal_id = ANY (?) ORDER BY e.id", EntryStore::paymentOf, (Object)
                dealIds.toArray(UUID[]::new));
    }

    /** How many entries of a kind the deal has. */
    long count(UUID dealId, EntryKind kind) {
        return sql.first(COUNT_OF_DEAL, row -> row.getLong(1), dealId, HyphenatedEnums.nameOf(kind))
                .orElseThrow();
    }

    /** An entry of this kind that takes back from this payment; another payment's is not found. */
    Optional<Entry> back(UUID paymentId, EntryKind kind, UUID id) {
        return sql.first(
                SELECT + "e.payment_id = ? AND e.kind = ? AND e.id = ?",
                EntryStore::entry,
                paymentId,
                HyphenatedEnums.nameOf(kind),
                id);
    }

    /** Entries of this kind that take back from this payment, in the order in which they were recorded, after this one. */
    List<Entry> back(UUID paymentId, EntryKind kind, UUID after, int limit) {
        return sql.list(
                SELECT + "e.payment_id = ? AND e.kind = ? AND e.id > ? ORDER BY e.id LIMIT ?",
                EntryStore::entry,
                paymentId,
                HyphenatedEnums.nameOf(kind),
                after,
                limit);
    }

    /** How many of them there are. */
    long countBack(UUID paymentId, EntryKind kind) {
        return sql.first(COUNT_OF_PAYMENT, row -> row.getLong(1), paymentId, HyphenatedEnums.nameOf(kind))
                .orElseThrow();
    }

    /** The entry of this kind that was recorded under this reference; none without a reference. */
    Optional<Entry> under(UUID dealId, EntryKind kind, String reference) {
        return reference == null
                ? Optional.empty()
                : sql.first(
                        SELECT + "e.deal_id = ? AND e.kind = ? AND e.reference_digest = ?",
                        EntryStore::entry,
                        dealId,
                        HyphenatedEnums.nameOf(kind),
                        digest(dealId, reference));
    }

    /** All entries of a deal, in the order in which they were recorded. */
    List<Entry> ofDeal(UUID dealId) {
        return sql.list(SELECT + "e.deal_id = ? ORDER BY e.id", EntryStore::entry, dealId);
    }

    /** All entries of this kind of these deals. */
    List<Entry> ofDeals(List<UUID> dealIds, EntryKind kind) {
        return sql.list(
                SELECT + "e.deal_id = ANY (?) AND e.kind = ? ORDER BY e.id",
                EntryStore::entry,
                dealIds.toArray(UUID[]::new),
                HyphenatedEnums.nameOf(kind));
    }

    /** What the deal has brought in, in the currency's minor unit; below zero after some reversals. */
    long collected(UUID dealId) {
        return sql.first(COLLECTED, row -> row.getLong(1), dealId).orElseThrow();
    }

    /** Entries that match the filter, newest first, among those that are shown. */
    List<Entry> list(LedgerFilter filter, ShownDeals shown, int limit) {
        // The page is found by what an index has; only then the rest of its entries is read.
        String main = filter.table();
        String id = filter.isByWords() ? "w.entry_id" : "e.id";
        String from = filter.isByWords() ? "ledger_words w" : "ledger_entry e";
        Condition where = filter.words().and(filter.figures()).and(shown.named(main + ".deal_id"));
        if (filter.after() != null) {
            where = where.and(new Condition("(" + main + ".at, " + id + ") < (?, ?)", filter.after()));
        }
        List<Object> parameters = new ArrayList<>(where.parameters());
        parameters.add(limit);
        return sql.list(
                PAGE.formatted(id, from, where.sql(), main + ".at DESC, " + id + " DESC"),
                EntryStore::entry,
                parameters.toArray());
    }

    /** Counts and sums of entries by currency and kind, as a part of a statement that adds up several. */
    static SqlPart sums(LedgerFilter filter, Condition figures, ShownDeals shown) {
        String main = filter.table();
        Condition where = figures.and(filter.words()).and(shown.named(main + ".deal_id"));
        return new SqlPart(
                "SELECT %1$s.currency, %1$s.kind, count(*) AS entries, sum(%1$s.amount) AS amount FROM %2$s %1$s"
                                .formatted(main, filter.isByWords() ? "ledger_words" : "ledger_entry")
                        + " WHERE " + where.sql() + " GROUP BY 1, 2",
                where.parameters());
    }

    /** Erases how it was paid, references and reasons; the figures stay, since books must still add up. */
    void forgetWords(List<UUID> dealIds) {
        sql.update(FORGET_WORDS, (Object) dealIds.toArray(UUID[]::new));
    }

    /** What recognises a reference once its words have been erased. */
    private static byte[] digest(UUID dealId, String reference) {
        return reference == null ? null : Sha256.of(dealId + " " + reference);
    }

    private static Payment paymentOf(ResultSet row) throws SQLException {
        return new Payment(entry(row), row.getLong("refunded"), row.getLong("reversed"));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        Instant at = Sql.instant(row, "at");
        return new Entry(
                row.getObject("id", UUID.class),
                row.getObject("deal_id", UUID.class),
                HyphenatedEnums.valueOf(EntryKind.class, row.getString("kind")),
                row.getObject("payment_id", UUID.class),
                new Amount(row.getLong("amount"), row.getString("currency")),
                at,
                Sql.instant(row, "recorded_at"),
                row.getString("method"),
                row.getString("reference"),
                row.getString("reason"));
    }
}
