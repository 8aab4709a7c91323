package io.salesprocess.payment;

import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.database.Transactions;
import io.salesprocess.platform.kernel.Amount;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The rows of instalments. */
@Singleton
class PaymentPlanStore {

    private static final String OF_DEAL =
            "SELECT due_on, amount, currency FROM payment_instalment WHERE deal_id = ? ORDER BY number";

    private static final String FIRST_DAYS =
            "SELECT deal_id, min(due_on) AS first FROM payment_instalment WHERE deal_id = ANY (?) GROUP BY deal_id";

    private static final String DELETE = "DELETE FROM payment_instalment WHERE deal_id = ?";

    private static final String INSERT = """
            INSERT INTO payment_instalment (deal_id, number, due_on, amount, currency) VALUES (?, ?, ?, ?, ?)""";

    private final Sql sql;

    PaymentPlanStore(Sql sql) {
        this.sql = sql;
    }

    /** The instalments of a deal, in the order in which they were agreed. */
    List<PaymentPlan.Instalment> ofDeal(UUID dealId) {
        return sql.list(
                OF_DEAL,
                row -> new PaymentPlan.Instalment(
                        row.getObject("due_on", LocalDate.class),
                        new Amount(row.getLong("amount"), row.getString("currency"))),
                dealId);
    }

    /** The first day on which an instalment is due, of those of these deals that have any. */
    Map<UUID, LocalDate> firstDays(Collection<UUID> dealIds) {
        Map<UUID, LocalDate> days = new HashMap<>();
        sql.list(
                FIRST_DAYS,
                row -> days.put(row.getObject("deal_id", UUID.class), row.getObject("first", LocalDate.class)),
                (Object) dealIds.toArray(UUID[]::new));
        return days;
    }

    /** Puts these in the place of the instalments that there were. */
    void put(UUID dealId, List<PaymentPlan.Instalment> instalments) {
        Transactions.mustBeThere();
        sql.updateLater(DELETE, dealId);
        for (int i = 0; i < instalments.size(); i++) {
            PaymentPlan.Instalment one = instalments.get(i);
            sql.update(
                    INSERT,
                    dealId,
                    i + 1,
                    one.dueOn(),
                    one.amount().amount(),
                    one.amount().currency());
        }
    }
}
