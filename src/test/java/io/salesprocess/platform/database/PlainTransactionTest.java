package io.salesprocess.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.domain.Actor;
import io.salesprocess.testkit.Sales;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Transactions of statements alone: all or nothing, on one connection. */
@QuarkusTest
class PlainTransactionTest {

    private static final int MORE_THAN_CONNECTIONS = 40;

    private static final String TAKE_TURN = "INSERT INTO form_turn (form_key, salesperson_id) VALUES (?, NULL)";
    private static final String TURNS = "SELECT count(*) FROM form_turn WHERE form_key = ?";

    private final Transactions transactions;
    private final PlainTransactions plain;
    private final Sql sql;
    private final AfterCommit afterCommit;
    private final Deals deals;
    private final EntityManager entities;

    PlainTransactionTest(
            Transactions transactions,
            PlainTransactions plain,
            Sql sql,
            AfterCommit afterCommit,
            Deals deals,
            EntityManager entities) {
        this.transactions = transactions;
        this.plain = plain;
        this.sql = sql;
        this.afterCommit = afterCommit;
        this.deals = deals;
        this.entities = entities;
    }

    @Test
    void what_was_done_is_there_for_others_once_the_work_has_ended_and_not_before() {
        String form = form();
        AtomicInteger committed = new AtomicInteger();
        long seenInside = plain.run(() -> {
            afterCommit.run(committed::incrementAndGet);
            sql.updateLater(TAKE_TURN, form);
            long seen = turns(form);
            assertThat(committed).hasValue(0);
            return seen;
        });
        assertThat(seenInside).isEqualTo(1);
        assertThat(committed).hasValue(1);
        assertThat(turns(form)).isEqualTo(1);
    }

    @Test
    void a_statement_that_nobody_waited_for_is_sent_with_the_commit() {
        String form = form();
        plain.run(() -> {
            sql.updateLater(TAKE_TURN, form);
            return null;
        });
        assertThat(turns(form)).isEqualTo(1);
    }

    @Test
    void an_exception_undoes_everything() {
        String form = form();
        AtomicInteger committed = new AtomicInteger();
        assertThatThrownBy(() -> plain.run(() -> {
                    afterCommit.run(committed::incrementAndGet);
                    sql.update(TAKE_TURN, form);
                    throw new UnsupportedOperationException("changed my mind");
                }))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(turns(form)).isZero();
        assertThat(committed).hasValue(0);
    }

    @Test
    void a_statement_that_fails_on_the_way_to_the_commit_undoes_everything() {
        String form = form();
        AtomicInteger committed = new AtomicInteger();
        assertThatThrownBy(() -> plain.run(() -> {
                    afterCommit.run(committed::incrementAndGet);
                    sql.updateLater(TAKE_TURN, form);
                    sql.updateLast(TAKE_TURN, form);
                    return null;
                }))
                .isInstanceOfSatisfying(Sql.Failure.class, failure -> assertThat(failure.violates("form_turn_pk"))
                        .isTrue());
        assertThat(turns(form)).isZero();
        assertThat(committed).hasValue(0);
    }

    @Test
    void after_its_last_statement_nothing_more_can_be_done() {
        String form = form();
        assertThatIllegalStateException()
                .isThrownBy(() -> plain.run(() -> {
                    sql.updateLast(TAKE_TURN, form);
                    return turns(form);
                }))
                .withMessage("The transaction has ended.");
    }

    @Test
    void a_statement_after_the_last_one_is_refused_even_if_nobody_would_wait_for_it() {
        String form = form();
        assertThatIllegalStateException()
                .isThrownBy(() -> plain.run(() -> {
                    sql.updateLast(TAKE_TURN, form);
                    sql.updateLater(TAKE_TURN, form());
                    return null;
                }))
                .withMessage("The transaction has ended.");
    }

    @Test
    void who_ignores_a_failure_does_not_take_the_rest_for_done() {
        String form = form();
        AtomicInteger committed = new AtomicInteger();
        assertThatIllegalStateException()
                .isThrownBy(() -> plain.run(() -> {
                    afterCommit.run(committed::incrementAndGet);
                    sql.update(TAKE_TURN, form);
                    assertThatThrownBy(() -> sql.update(TAKE_TURN, form)).isInstanceOf(Sql.Failure.class);
                    return null;
                }))
                .withMessage("A statement of the transaction has failed.");
        assertThat(turns(form)).isZero();
        assertThat(committed).hasValue(0);
    }

    @Test
    void what_fails_after_the_commit_neither_undoes_it_nor_keeps_the_rest_from_being_done() {
        String form = form();
        AtomicInteger committed = new AtomicInteger();
        plain.run(() -> {
            afterCommit.run(() -> {
                throw new UnsupportedOperationException("too late");
            });
            afterCommit.run(committed::incrementAndGet);
            return sql.update(TAKE_TURN, form);
        });
        assertThat(turns(form)).isEqualTo(1);
        assertThat(committed).hasValue(1);
    }

    @Test
    void an_exception_that_nobody_declared_undoes_everything() {
        String form = form();
        assertThatThrownBy(() -> plain.run(() -> {
                    sql.update(TAKE_TURN, form);
                    return PlainTransactionTest.<RuntimeException>fail(new IOException("not declared"));
                }))
                .isInstanceOf(IOException.class);
        assertThat(turns(form)).isZero();
    }

    @SuppressWarnings("unchecked")
    private static <E extends Exception> Object fail(Exception reason) throws E {
        throw (E) reason;
    }

    @Test
    void it_is_not_begun_within_a_transaction_that_it_would_end() {
        String form = form();
        assertThatIllegalStateException()
                .isThrownBy(() -> transactions.run(() -> plain.run(() -> sql.update(TAKE_TURN, form))))
                .withMessageContaining("There is a transaction already");
        assertThat(turns(form)).isZero();
    }

    @Test
    void entities_are_refused_however_often_and_cost_no_connection() {
        for (int i = 0; i < MORE_THAN_CONNECTIONS; i++) {
            assertThatThrownBy(() -> plain.run(
                            () -> entities.createQuery("from DocumentEntity").getResultList()))
                    .hasStackTraceContaining("entities cannot be used in it");
        }
        assertThat(plain.<Long>run(() -> turns(form()))).isZero();
    }

    @Test
    void a_deal_is_not_changed_outside_of_any_transaction() {
        UUID deal = Sales.deal();
        assertThatIllegalStateException()
                .isThrownBy(() -> deals.lock(new Actor(Actor.Kind.FORM, "contact", null), deal))
                .withMessage("This has to be done in a transaction.");
    }

    /** A form that nobody has taken a turn at. */
    private static String form() {
        return Sales.form("standard");
    }

    private long turns(String form) {
        return sql.first(TURNS, row -> row.getLong(1), form).orElseThrow();
    }
}
