package io.salesprocess.deal.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.domain.Actor;
import io.salesprocess.deal.domain.DealCommand;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.deal.history.Followers.Start;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.database.Transactions;
import io.salesprocess.testkit.Api;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.Sales;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every event once, in commit order, from a position that is kept, whatever fails (rule 17). */
@QuarkusTest
class FollowerTest {

    private static final int MANY = 1_000;
    private static final String WRITE =
            "INSERT INTO follower_position (name, cluster, exact, as_of) VALUES (?, 'none', false, now())";
    private static final Actor ACTOR = new Actor(Actor.Kind.SYSTEM, "test", null);

    private final Followers followers;
    private final FollowerStore positions;
    private final Transactions transactions;
    private final Deals deals;
    private final Sql sql;

    private final String name = Api.unique("follower");
    private final List<StoredEvent> seen = Collections.synchronizedList(new ArrayList<>());

    FollowerTest(Followers followers, FollowerStore positions, Transactions transactions, Deals deals, Sql sql) {
        this.followers = followers;
        this.positions = positions;
        this.transactions = transactions;
        this.deals = deals;
        this.sql = sql;
    }

    @AfterEach
    void forget() {
        sql.update("DELETE FROM follower_position WHERE name LIKE ?", name + "%");
    }

    @Test
    void what_commits_later_is_handed_on_later_however_early_it_began() throws Exception {
        for (int most : new int[] {1, 2, MANY}) {
            forget();
            seen.clear();
            UUID early = Sales.deal();
            UUID late = Sales.deal();
            Follower follower = follower(Start.NOW, most);
            follower.step();
            HeldChange held = new HeldChange(early);
            change(late);
            change(late);
            goOn(follower);
            assertThat(seen).extracting(StoredEvent::dealId).containsExactly(late, late);
            held.commit();
            change(late);
            goOn(follower);
            assertThat(seen).extracting(StoredEvent::dealId).containsExactly(late, late, early, late);
            goOn(follower);
            assertThat(seen).hasSize(4);
        }
    }

    @Test
    void events_of_a_deal_come_in_the_order_of_their_numbers_though_the_later_transaction_began_first() {
        for (int most : new int[] {1, 2, MANY}) {
            forget();
            seen.clear();
            UUID deal = Sales.deal();
            Follower follower = follower(Start.NOW, most);
            follower.step();
            transactions.run(() -> {
                beginToWrite();
                CompletableFuture.runAsync(() -> change(deal)).join();
                CompletableFuture.runAsync(() -> change(deal)).join();
                return deals.change(deals.lock(ACTOR, deal), someCommand());
            });
            goOn(follower);
            assertThat(seen)
                    .extracting(StoredEvent::sequence)
                    .hasSize(3)
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void nothing_is_left_out_or_handed_on_twice_while_many_transactions_overlap() throws Exception {
        long seed = System.nanoTime();
        List<UUID> several = List.of(Sales.deal(), Sales.deal(), Sales.deal(), Sales.deal(), Sales.deal());
        Map<UUID, Long> before = several.stream().collect(Collectors.toMap(deal -> deal, this::lastSequence));
        follower(Start.NOW, 3).step();
        AtomicInteger writing = new AtomicInteger(4);
        Concurrently.run(6, number -> {
            if (number >= 4) {
                Follower follower = follower(Start.NOW, 3);
                while (writing.get() > 0) {
                    follower.step();
                }
                return null;
            }
            try {
                Random random = new Random(seed + number);
                for (int i = 0; i < 30; i++) {
                    transactions.run(() -> {
                        beginToWrite();
                        pause(random.nextInt(5));
                        several.stream()
                                .filter(deal -> random.nextInt(3) == 0)
                                .forEach(deal -> deals.change(deals.lock(ACTOR, deal), someCommand()));
                        return null;
                    });
                }
            } finally {
                writing.decrementAndGet();
            }
            return null;
        });
        goOn(follower(Start.NOW, 3));
        for (UUID deal : several) {
            List<Long> numbers = seen.stream()
                    .filter(event -> event.dealId().equals(deal))
                    .map(StoredEvent::sequence)
                    .toList();
            assertThat(numbers)
                    .as("seed %d", seed)
                    .isEqualTo(LongStream.rangeClosed(before.get(deal) + 1, lastSequence(deal))
                            .boxed()
                            .toList());
        }
    }

    @Test
    void all_of_history_is_handed_on_to_a_follower_that_begins_at_the_beginning() {
        UUID deal = Sales.deal();
        goOn(follower(Start.BEGINNING, MANY));
        assertThat(seen.stream().collect(Collectors.groupingBy(StoredEvent::dealId, Collectors.counting())))
                .containsEntry(deal, lastSequence(deal));
        assertThat(seen)
                .hasSize(sql.first("SELECT count(*) FROM deal_event", row -> row.getInt(1))
                        .orElseThrow())
                .doesNotHaveDuplicates();
        StoredEvent opened = seen.stream()
                .filter(event -> event.dealId().equals(deal))
                .findFirst()
                .orElseThrow();
        assertThat(HashChain.hash(opened)).isEqualTo(opened.hash());
    }

    @Test
    void another_instance_goes_on_from_the_kept_position() {
        UUID deal = Sales.deal();
        follower(Start.NOW, 2).step();
        change(deal);
        change(deal);
        change(deal);
        follower(Start.NOW, 2).step();
        assertThat(seen).hasSize(2);
        goOn(follower(Start.NOW, 2));
        goOn(follower(Start.BEGINNING, 2));
        assertThat(seen).extracting(StoredEvent::sequence).hasSize(3).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void one_worker_at_a_time_hands_on() throws Exception {
        UUID deal = Sales.deal();
        follower(Start.NOW, MANY).step();
        change(deal);
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Follower slow = follower(Start.NOW, MANY, events -> {
            working.countDown();
            await(done);
            seen.addAll(events);
        });
        CompletableFuture<Follower.Progress> first = CompletableFuture.supplyAsync(slow::step);
        await(working);
        assertThat(follower(Start.NOW, MANY).stepIfIdle()).isEmpty();
        CompletableFuture<Follower.Progress> second =
                CompletableFuture.supplyAsync(() -> follower(Start.NOW, MANY).step());
        assertThat(second).isNotDone();
        done.countDown();
        assertThat(first.get().exact()).isTrue();
        assertThat(second.get().exact()).isTrue();
        assertThat(seen).extracting(StoredEvent::dealId).containsExactly(deal);
        assertThat(follower(Start.NOW, MANY).stepIfIdle()).isPresent();
    }

    @Test
    void work_that_fails_leaves_the_position_and_takes_back_what_it_wrote() {
        UUID deal = Sales.deal();
        follower(Start.NOW, MANY).step();
        for (int i = 0; i < 4; i++) {
            change(deal);
        }
        FollowerPosition before = positions.find(name).position().orElseThrow();
        AtomicBoolean failing = new AtomicBoolean(true);
        List<Integer> sizes = new ArrayList<>();
        Follower follower = follower(Start.NOW, 4, events -> {
            sizes.add(events.size());
            sql.update(WRITE, name + "-written-" + sizes.size());
            if (failing.get()) {
                throw new IllegalStateException("no");
            }
            seen.addAll(events);
        });
        assertThatThrownBy(follower::step).hasMessage("no");
        assertThatThrownBy(follower::step).hasMessage("no");
        assertThat(positions.find(name).position()).contains(before);
        assertThat(written()).isZero();
        failing.set(false);
        goOn(follower);
        // It takes less after each failure, and more again after each success.
        assertThat(sizes).containsExactly(4, 2, 1, 2, 1);
        assertThat(seen).extracting(StoredEvent::dealId).containsExactly(deal, deal, deal, deal);
        assertThat(written()).isEqualTo(3);
    }

    @Test
    void a_position_of_another_cluster_or_of_the_future_is_none() {
        for (String elsewhere : List.of("cluster = '1'", "followed = '4000000000000:4000000000000:'")) {
            seen.clear();
            follower(Start.NOW, MANY).step();
            assertThat(positions.find(name).position()).isPresent();
            sql.update("UPDATE follower_position SET " + elsewhere + " WHERE name = ?", name);
            assertThat(positions.find(name).position()).isEmpty();
            assertThat(follower(Start.NOW, MANY).look()).isEmpty();
            change(Sales.deal());
            assertThat(follower(Start.NOW, MANY).step().exact()).isTrue();
            assertThat(seen).isEmpty();
            assertThat(positions.find(name).position()).isPresent();
        }
    }

    @Test
    void events_that_were_loaded_from_a_dump_are_not_new_again_when_transactions_reach_their_numbers() {
        UUID deal = Sales.deal();
        long transactionsAhead = 20;
        loadAsFromADump(deal, transactionsAhead);
        follower(Start.NOW, MANY).step();
        Follower all = followers.handingOn(name + "-all", Start.BEGINNING, MANY, seen::addAll);
        goOn(all);
        List<StoredEvent> loaded =
                seen.stream().filter(event -> event.dealId().equals(deal)).toList();
        assertThat(loaded)
                .extracting(StoredEvent::sequence)
                .hasSize((int) lastSequence(deal))
                .isSorted();
        seen.clear();
        for (int i = 0; i < transactionsAhead * 2; i++) {
            transactions.run(() -> {
                beginToWrite();
                return null;
            });
        }
        change(deal);
        goOn(all);
        goOn(follower(Start.NOW, MANY));
        assertThat(seen).extracting(StoredEvent::sequence).containsExactly(lastSequence(deal), lastSequence(deal));
    }

    @Test
    void looking_tells_whether_there_is_news_and_writes_nothing() {
        Follower follower = follower(Start.NOW, MANY);
        assertThat(follower.look()).isEmpty();
        follower.step();
        assertThat(follower.look())
                .hasValueSatisfying(progress -> assertThat(progress.exact()).isTrue());
        change(Sales.deal());
        assertThat(follower.look()).isEmpty();
        assertThat(seen).isEmpty();
    }

    private Follower follower(Start start, int most) {
        return follower(start, most, seen::addAll);
    }

    private Follower follower(Start start, int most, Consumer<List<StoredEvent>> work) {
        return followers.handingOn(name, start, most, work);
    }

    private static void goOn(Follower follower) {
        for (int i = 0; !follower.step().exact(); i++) {
            assertThat(i).as("steps").isLessThan(MANY * MANY);
        }
    }

    private void change(UUID deal) {
        transactions.run(() -> deals.change(deals.lock(ACTOR, deal), someCommand()));
    }

    private static DealCommand someCommand() {
        return DealCommand.Record.of(new Fact.OwnerAssigned(null));
    }

    /** From here on the transaction has a number. */
    private void beginToWrite() {
        sql.list("SELECT pg_current_xact_id()", row -> true);
    }

    private long lastSequence(UUID deal) {
        return sql.first("SELECT sequence FROM deal WHERE id = ?", row -> row.getLong(1), deal)
                .orElseThrow();
    }

    private long written() {
        return sql.first(
                        "SELECT count(*) FROM follower_position WHERE name LIKE ?",
                        row -> row.getLong(1),
                        name + "-written-%")
                .orElseThrow();
    }

    /** Writes the events once more as a load does: in one transaction, with the numbers of other ones, which are to come here. */
    private void loadAsFromADump(UUID deal, long ahead) {
        transactions.run(() -> {
            sql.update("GRANT UPDATE ON deal_event TO CURRENT_USER");
            sql.update("ALTER TABLE deal_event DISABLE TRIGGER deal_event_append_only");
            sql.update("""
                    UPDATE deal_event SET transaction_id = (pg_current_xact_id()::text::bigint + ?)::text::xid8
                    WHERE deal_id = ?""", ahead, deal);
            sql.update("ALTER TABLE deal_event ENABLE ALWAYS TRIGGER deal_event_append_only");
            sql.update("REVOKE UPDATE ON deal_event FROM CURRENT_USER");
            return null;
        });
    }

    private static void pause(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A change of a deal whose transaction has a number and has written, and is not committed yet. */
    private final class HeldChange {

        private final CountDownLatch end = new CountDownLatch(1);
        private final CompletableFuture<Void> change;

        HeldChange(UUID deal) {
            CountDownLatch written = new CountDownLatch(1);
            this.change = CompletableFuture.runAsync(() -> transactions.run(() -> {
                deals.change(deals.lock(ACTOR, deal), someCommand());
                beginToWrite();
                written.countDown();
                await(end);
                return null;
            }));
            await(written);
        }

        void commit() throws Exception {
            end.countDown();
            change.get();
        }
    }
}
