package io.salesprocess.deal.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.domain.Actor;
import io.salesprocess.deal.domain.DealCommand;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.platform.database.Condition;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.database.Transactions;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.Sales;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One order of all events for every reader, in which nothing is ever put before what was read (rule 17). */
@QuarkusTest
class CommittedEventsTest {

    private static final int MANY = 1_000;
    private static final long ELSEWHERE = 4_000_000_000L;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
    private static final Actor ACTOR = new Actor(Actor.Kind.SYSTEM, "test", null);

    private final CommittedEvents events;
    private final HistoryEras eras;
    private final Transactions transactions;
    private final Deals deals;
    private final Sql sql;
    private UUID loaded;

    CommittedEventsTest(CommittedEvents events, HistoryEras eras, Transactions transactions, Deals deals, Sql sql) {
        this.events = events;
        this.eras = eras;
        this.transactions = transactions;
        this.deals = deals;
        this.sql = sql;
    }

    @AfterEach
    void forget() {
        if (loaded != null) {
            renumber(loaded, "pg_current_xact_id()");
        }
        sql.update("DELETE FROM history_era WHERE number > 1");
        eras.forget();
    }

    @Test
    void what_an_open_transaction_could_still_precede_is_held_back_and_then_comes_in_order() throws Exception {
        for (int limit : new int[] {1, 2, MANY}) {
            UUID early = Sales.deal();
            UUID late = Sales.deal();
            HistoryPosition from = events.end();
            HeldChange held = new HeldChange(early);
            change(late);
            change(late);
            assertThat(ofDeals(read(from, limit), Set.of(early, late))).isEmpty();
            assertThat(events.ofDeal(late, from, Condition.ALWAYS, MANY).events())
                    .isEmpty();
            assertThat(events.heldBackSince()).isPresent();
            HistoryPosition meanwhile = events.end();
            held.commit();
            assertThat(readUntil(from, limit, Set.of(early, late), 3))
                    .extracting(placed -> placed.event().dealId())
                    .containsExactly(early, late, late);
            assertThat(readUntil(meanwhile, limit, Set.of(early, late), 3)).hasSize(3);
        }
    }

    @Test
    void events_of_a_deal_come_in_the_order_of_their_numbers_though_the_later_transaction_began_first() {
        for (int limit : new int[] {1, 2, 3, MANY}) {
            UUID deal = Sales.deal();
            HistoryPosition from = events.end();
            transactions.run(() -> {
                beginToWrite();
                CompletableFuture.runAsync(() -> change(deal)).join();
                CompletableFuture.runAsync(() -> change(deal)).join();
                deals.change(deals.lock(ACTOR, deal), someCommand());
                return deals.change(deals.lock(ACTOR, deal), someCommand());
            });
            List<PlacedEvent> all = readUntil(from, limit, Set.of(deal), 4);
            assertThat(all)
                    .extracting(placed -> placed.event().sequence())
                    .hasSize(4)
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(all).extracting(PlacedEvent::position).isSorted();
            assertThat(events.ofDeal(deal, from, Condition.ALWAYS, MANY).events())
                    .as("read by deal")
                    .extracting(PlacedEvent::position)
                    .isEqualTo(all.stream().map(PlacedEvent::position).toList());
            for (PlacedEvent one : all) {
                assertThat(ofDeals(read(one.position(), limit), Set.of(deal)))
                        .as("after %s", one.position())
                        .extracting(placed -> placed.event().sequence())
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(one.event().sequence() + 1, lastSequence(deal))
                                        .boxed()
                                        .toList());
            }
        }
    }

    @Test
    void readers_see_the_same_events_once_and_in_one_order_while_many_transactions_overlap() throws Exception {
        long seed = System.nanoTime();
        List<UUID> several = List.of(Sales.deal(), Sales.deal(), Sales.deal(), Sales.deal(), Sales.deal());
        long before = several.stream().mapToLong(this::lastSequence).sum();
        HistoryPosition from = events.end();
        AtomicInteger writing = new AtomicInteger(4);
        List<List<PlacedEvent>> seen = List.of(new ArrayList<>(), new ArrayList<>());
        Concurrently.run(6, number -> {
            if (number >= 4) {
                HistoryPosition at = from;
                while (writing.get() > 0) {
                    CommittedEvents.Portion portion = events.after(at, Condition.ALWAYS, number == 4 ? 3 : 100);
                    seen.get(number - 4).addAll(portion.events());
                    at = portion.last();
                }
                int still =
                        (int) (several.stream().mapToLong(this::lastSequence).sum()
                                - before
                                - ofDeals(seen.get(number - 4), several).size());
                seen.get(number - 4).addAll(readUntil(at, 7, several, still));
                return null;
            }
            try {
                Random random = new Random(seed + number);
                for (int i = 0; i < 40; i++) {
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
        List<PlacedEvent> once = readUntil(from, MANY, several, (int)
                (several.stream().mapToLong(this::lastSequence).sum() - before));
        assertThat(once).as("seed %d", seed).extracting(PlacedEvent::position).isSorted();
        for (UUID deal : several) {
            assertThat(ofDeals(once, Set.of(deal)))
                    .as("seed %d", seed)
                    .extracting(placed -> placed.event().sequence())
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .contains(lastSequence(deal));
        }
        for (int limit : new int[] {3, 50, MANY}) {
            assertThat(ofDeals(read(from, Condition.of("e.sequence % ? = 0", 3), limit), several))
                    .as("seed %d, every third event, looked at %d by %d", seed, once.size(), limit)
                    .extracting(PlacedEvent::position)
                    .isEqualTo(once.stream()
                            .filter(placed -> placed.event().sequence() % 3 == 0)
                            .map(PlacedEvent::position)
                            .toList());
        }
        for (List<PlacedEvent> reader : seen) {
            assertThat(ofDeals(reader, several))
                    .as("seed %d", seed)
                    .extracting(PlacedEvent::position)
                    .isEqualTo(once.stream().map(PlacedEvent::position).toList());
        }
    }

    @Test
    void after_a_restore_into_another_cluster_a_reader_goes_on_where_it_was() {
        UUID deal = Sales.deal();
        HistoryPosition first = events.ofDeal(deal, HistoryPosition.BEGINNING, Condition.ALWAYS, 1)
                .last();
        change(deal);
        // As it was in the other cluster.
        HistoryPosition inBetween =
                new HistoryPosition(first.era(), false, ELSEWHERE + 1, deal, first.sequence(), first.mark());
        loadIntoAnotherCluster(deal);
        change(deal);
        assertThat(eras.present().isLoaded()).isTrue();
        HistoryPosition now = events.locate(inBetween).orElseThrow();
        assertThat(now.era()).isNotEqualTo(inBetween.era());
        List<Long> rest = LongStream.rangeClosed(2, lastSequence(deal)).boxed().toList();
        assertThat(readUntil(now, 2, Set.of(deal), rest.size()))
                .extracting(placed -> placed.event().sequence())
                .isEqualTo(rest);
        assertThat(events.ofDeal(deal, now, Condition.ALWAYS, MANY).events())
                .extracting(placed -> placed.event().sequence())
                .isEqualTo(rest);
        List<PlacedEvent> all = read(HistoryPosition.BEGINNING, MANY);
        assertThat(all).extracting(PlacedEvent::position).isSorted().doesNotHaveDuplicates();
        assertThat(all).hasSize(count());
        assertThat(read(HistoryPosition.BEGINNING, Condition.of("e.deal_id = ?", deal), MANY))
                .as("only some")
                .extracting(PlacedEvent::position)
                .isEqualTo(ofDeals(all, Set.of(deal)).stream()
                        .map(PlacedEvent::position)
                        .toList());
        assertThat(events.end())
                .isEqualTo(all.get(all.size() - 1).position())
                .isEqualTo(events.ofDeal(deal, now, Condition.ALWAYS, MANY).last());
        HistoryPosition here = events.end();
        assertThat(events.locate(here)).contains(here);
        change(deal);
        assertThat(readUntil(here, MANY, Set.of(deal), 1)).hasSize(1);
    }

    @Test
    void a_position_that_cannot_be_found_for_certain_is_none() {
        UUID deal = Sales.deal();
        HistoryPosition kept = events.ofDeal(deal, HistoryPosition.BEGINNING, Condition.ALWAYS, 1)
                .last();
        assertThat(events.locate(kept)).contains(kept);
        assertThat(events.locate(new HistoryPosition(
                        kept.era(), false, kept.transaction(), deal, kept.sequence(), kept.mark() + 1)))
                .as("another event is there")
                .isEmpty();
        assertThat(events.locate(new HistoryPosition(kept.era(), false, kept.transaction(), deal, MANY, kept.mark())))
                .as("no event is there")
                .isEmpty();
        sql.update("INSERT INTO history_era SELECT gen_random_uuid(), 2, '1', true, '9', NULL, cursor_key, now()"
                + " FROM history_era WHERE number = 1");
        eras.forget();
        assertThat(events.locate(kept)).as("after a second restore").isEmpty();
    }

    @Test
    void only_what_is_wanted_is_read_and_the_position_moves_on_all_the_same() {
        UUID deal = Sales.deal();
        HistoryPosition from = events.end();
        change(deal);
        PlacedEvent changed = readUntil(from, MANY, Set.of(deal), 1).get(0);
        CommittedEvents.Portion none = events.after(from, Condition.of("e.type = ?", "no.such"), MANY);
        assertThat(none.events()).isEmpty();
        assertThat(none.last()).isGreaterThanOrEqualTo(changed.position());
        assertThat(none.isEnd()).isTrue();
    }

    private List<PlacedEvent> read(HistoryPosition from, int limit) {
        return read(from, Condition.ALWAYS, limit);
    }

    private List<PlacedEvent> read(HistoryPosition from, Condition wanted, int limit) {
        List<PlacedEvent> all = new ArrayList<>();
        CommittedEvents.Portion portion;
        HistoryPosition at = from;
        do {
            portion = events.after(at, wanted, limit);
            all.addAll(portion.events());
            assertThat(portion.isEnd() || !portion.last().equals(at))
                    .as("it goes on")
                    .isTrue();
            at = portion.last();
        } while (!portion.isEnd());
        return all;
    }

    /** Whatever else keeps a transaction open for a moment. */
    private List<PlacedEvent> readUntil(HistoryPosition from, int limit, Collection<UUID> ofDeals, int wanted) {
        List<PlacedEvent> all = new ArrayList<>();
        HistoryPosition at = from;
        for (long begun = System.nanoTime(); ofDeals(all, ofDeals).size() < wanted; ) {
            assertThat(System.nanoTime() - begun).as("time").isLessThan(PATIENCE);
            CommittedEvents.Portion portion = events.after(at, Condition.ALWAYS, limit);
            all.addAll(portion.events());
            at = portion.last();
        }
        return ofDeals(all, ofDeals);
    }

    private static List<PlacedEvent> ofDeals(List<PlacedEvent> all, Collection<UUID> deals) {
        Set<UUID> wanted = new HashSet<>(deals);
        return all.stream()
                .filter(placed -> wanted.contains(placed.event().dealId()))
                .collect(Collectors.toList());
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

    private int count() {
        return sql.first("SELECT count(*) FROM deal_event", row -> row.getInt(1))
                .orElseThrow();
    }

    /**
     * Writes the events once more as a load does: in one transaction, with the numbers of other ones, here those of a cluster that
     * is far ahead. Then the cluster seems to be another one.
     */
    private void loadIntoAnotherCluster(UUID deal) {
        loaded = deal;
        renumber(deal, "(" + ELSEWHERE + " + sequence)::text::xid8");
        eras.forget();
    }

    private void renumber(UUID deal, String number) {
        transactions.run(() -> {
            sql.update("GRANT UPDATE ON deal_event TO CURRENT_USER");
            sql.update("ALTER TABLE deal_event DISABLE TRIGGER deal_event_append_only");
            sql.update("UPDATE deal_event SET transaction_id = transaction_id WHERE deal_id <> ?", deal);
            sql.update("""
                    UPDATE deal_event SET transaction_id = (4000000000 + sequence)::text::xid8 WHERE deal_id = ?""", deal);
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
