package io.salesprocess.payment;

import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.database.Transactions;
import io.salesprocess.platform.kernel.Amount;
import io.salesprocess.platform.kernel.Sha256;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The rows of money that fits no deal, and of what it was assigned to. The database refuses to change either; words stand in a row apart,
 * which erasure empties.
 */
@Singleton
class UnassignedPaymentStore {

    private static final String SELECT = """
            SELECT u.id, u.amount, u.currency, u.received_at, u.recorded_at, w.method, w.reference, w.note, a.deal_id,
                a.payment_id, a.assigned_at
            FROM unassigned_payment u LEFT JOIN unassigned_payment_words w ON w.unassigned_id = u.id
            LEFT JOIN payment_assignment a ON a.unassigned_id = u.id WHERE\s""";

    private static final String LIST = SELECT + "(a.unassigned_id IS NOT NULL) = ? AND u.id > ? ORDER BY u.id LIMIT ?";

    private static final String COUNT = """
            SELECT FROM unassigned_payment u LEFT JOIN payment_assignment a ON a.unassigned_id = u.id
            WHERE (a.unassigned_id IS NOT NULL) = ? LIMIT ?""";

    private static final String INSERT = """
            INSERT INTO unassigned_payment (id, amount, currency, received_at, recorded_at, reference_digest)
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (reference_digest) DO NOTHING""";

    private static final String INSERT_WORDS = """
            INSERT INTO unassigned_payment_words (unassigned_id, method, reference, note) VALUES (?, ?, ?, ?)""";

    private static final String ASSIGN = """
            INSERT INTO payment_assignment (unassigned_id, deal_id, payment_id, assigned_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (unassigned_id) DO NOTHING""";

    private static final String FORGET_WORDS = """
            UPDATE unassigned_payment_words SET method = NULL, reference = NULL, note = NULL
            WHERE unassigned_id IN (SELECT a.unassigned_id FROM payment_assignment a WHERE a.deal_id = ANY (?))""";

    private final Sql sql;

    UnassignedPaymentStore(Sql sql) {
        this.sql = sql;
    }

    /** Adds money; false if some was recorded under its reference before, in whatever transaction. */
    boolean add(UnassignedPayment money) {
        Transactions.mustBeThere();
        int added = sql.update(
                INSERT,
                money.id(),
                money.amount().amount(),
                money.amount().currency(),
                money.receivedAt(),
                money.recordedAt(),
                digest(money.reference()));
        if (added == 1) {
            sql.updateLater(INSERT_WORDS, money.id(), money.method(), money.reference(), money.note());
        }
        return added == 1;
    }

    Optional<UnassignedPayment> find(UUID id) {
        return sql.first(SELECT + "u.id = ?", UnassignedPaymentStore::money, id);
    }

    Optional<UnassignedPayment> under(String reference) {
        return sql.first(SELECT + "u.reference_digest = ?", UnassignedPaymentStore::money, digest(reference));
    }

    /** Money that has, or has not, been assigned, in the order in which it was recorded, after this one. */
    List<UnassignedPayment> list(boolean assigned, UUID after, int limit) {
        return sql.list(LIST, UnassignedPaymentStore::money, assigned, after, limit);
    }

    /** How much of it there is; counting ends at the limit. */
    long count(boolean assigned, int limit) {
        return sql.count(COUNT, assigned, limit);
    }

    /** Money that was assigned to these deals. */
    List<UnassignedPayment> ofDeals(List<UUID> dealIds) {
        return sql.list(SELECT + "a.deal_id = ANY (?) ORDER BY u.id", UnassignedPaymentStore::money, (Object)
                dealIds.toArray(UUID[]::new));
    }

    /** Notes what money has become, once; false if it has become something else, in whatever transaction. */
    boolean assign(UUID id, UnassignedPayment.Assignment assignment) {
        Transactions.mustBeThere();
        return sql.update(ASSIGN, id, assignment.dealId(), assignment.paymentId(), assignment.at()) == 1;
    }

    /** Erases the words of money that was assigned to these deals. */
    void forgetWords(List<UUID> dealIds) {
        sql.update(FORGET_WORDS, (Object) dealIds.toArray(UUID[]::new));
    }

    private static byte[] digest(String reference) {
        return reference == null ? null : Sha256.of("unassigned " + reference);
    }

    private static UnassignedPayment money(ResultSet row) throws SQLException {
        UUID deal = row.getObject("deal_id", UUID.class);
        return new UnassignedPayment(
                row.getObject("id", UUID.class),
                new Amount(row.getLong("amount"), row.getString("currency")),
                row.getString("method"),
                row.getString("reference"),
                row.getString("note"),
                Sql.instant(row, "received_at"),
                Sql.instant(row, "recorded_at"),
                deal == null
                        ? null
                        : new UnassignedPayment.Assignment(
                                deal, row.getObject("payment_id", UUID.class), Sql.instant(row, "assigned_at")));
    }
}
