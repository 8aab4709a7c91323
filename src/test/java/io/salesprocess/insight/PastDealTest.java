package io.salesprocess.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.salesprocess.deal.domain.DealEvent;
import io.salesprocess.deal.domain.DealEvent.DealAdvanced;
import io.salesprocess.deal.domain.DealEvent.DealFellShort;
import io.salesprocess.deal.domain.DealEvent.DealLost;
import io.salesprocess.deal.domain.DealEvent.DealMigrated;
import io.salesprocess.deal.domain.DealEvent.DealOpened;
import io.salesprocess.deal.domain.DealEvent.DealReopened;
import io.salesprocess.deal.domain.DealEvent.DealWon;
import io.salesprocess.deal.domain.Fact.OfferingSelected;
import io.salesprocess.deal.domain.Fact.OwnerAssigned;
import io.salesprocess.deal.domain.Fact.ProposalAccepted;
import io.salesprocess.deal.domain.Fact.ValueChanged;
import io.salesprocess.deal.domain.Money;
import io.salesprocess.insight.PastStay.Origin;
import io.salesprocess.insight.PastSums.CountKey;
import io.salesprocess.insight.PastSums.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a deal's stays have been at each moment is what its history had come to by then, event by event. */
class PastDealTest {

    private static final Instant BEGINNING = Instant.parse("2026-01-30T22:00:00Z");
    private static final List<String> STAGES = List.of("first", "second", "third");
    private static final int DEALS = 400;

    private final long seed = Long.getLong("salesprocess.seed", System.nanoTime());
    private final Random random = new Random(seed);

    /** An event, and what each stay was after it, in plain words. */
    private record Moment(Instant at, DealEvent event, List<String> stays) {}

    @Test
    void at_each_moment_of_a_random_history_the_rows_tell_what_had_come_of_it() {
        for (int i = 0; i < DEALS; i++) {
            List<Moment> history = history();
            List<PastStay> rows = fold(history, random.nextBoolean());
            for (Moment moment : last(history).values()) {
                assertThat(at(rows, moment.at))
                        .as("seed %d, at %s of %s", seed, moment.at, history)
                        .isEqualTo(moment.stays);
            }
            assertThat(at(rows, BEGINNING.minusNanos(1_000))).isEmpty();
        }
    }

    @Test
    void sums_by_day_are_what_the_rows_count_for_at_the_end_of_each_day() {
        for (int i = 0; i < DEALS / 4; i++) {
            List<Moment> history = history();
            // Folded in portions, as the follower does it, so that rows change after they have been counted.
            PastSums sums = new PastSums();
            List<PastStay> rows = List.of();
            for (int end = 1; end <= history.size(); end++) {
                List<PastStay> before = rows;
                rows = fold(history.subList(0, end), false);
                before.forEach(row -> sums.take(row, -1));
                rows.forEach(row -> sums.take(row, 1));
            }
            for (Instant day : days(history)) {
                Counts summed = Counts.NONE;
                for (Map.Entry<CountKey, Counts> entry : sums.counts().entrySet()) {
                    if (entry.getKey().dimension().equals("all")
                            && entry.getKey().day().isBefore(day)) {
                        summed = summed.plus(entry.getValue(), 1);
                    }
                }
                assertThat(summed)
                        .as("seed %d, before %s of %s", seed, day, history)
                        .isEqualTo(counted(rows, day.minusNanos(1_000)));
            }
        }
    }

    @Test
    void most_deals_have_one_row_for_each_stay() {
        PastDeal deal = opened();
        deal.take(2, at(1), new DealAdvanced("first", "second", at(9)));
        deal.take(3, at(2), new DealWon("second"));
        assertThat(deal.rows()).hasSize(2).allMatch(PastStay::isPresent).allMatch(PastStay::won);
        assertThat(deal.rows().get(0).timeLeft()).isEqualTo(Duration.ofHours(48).toNanos() / 1_000);
        assertThat(deal.rows().get(1).timeLeft()).isEqualTo(Duration.ofHours(24).toNanos() / 1_000);
    }

    @Test
    void a_won_deal_that_gets_another_owner_is_won_once() {
        PastDeal deal = opened();
        deal.take(2, at(1), new DealWon("first"));
        deal.take(3, at(2), new OwnerAssigned(null));
        assertThat(deal.rows()).hasSize(2);
        assertThat(deal.rows().stream().map(PastStay::timeLeft))
                .containsExactly(Duration.ofHours(24).toNanos() / 1_000, null);
    }

    @Test
    void what_is_known_already_is_not_taken_again() {
        PastDeal deal = opened();
        deal.take(2, at(1), new DealFellShort(2, at(9)));
        assertThat(deal.knows(2)).isTrue();
        assertThat(deal.knows(3)).isFalse();
    }

    private static PastDeal opened() {
        PastDeal deal = new PastDeal(new UUID(0, 1));
        deal.open(
                1,
                new Origin("pipeline", null, BEGINNING),
                new DealOpened(new UUID(0, 2), null, new UUID(0, 3), null, "first", BEGINNING));
        return deal;
    }

    private static Instant at(int days) {
        return BEGINNING.plus(Duration.ofDays(days));
    }

    /** Of several events at one time, only what came of them together can be seen. */
    private static Map<Instant, Moment> last(List<Moment> history) {
        Map<Instant, Moment> last = new TreeMap<>();
        history.forEach(moment -> last.put(moment.at, moment));
        return last;
    }

    private static List<Instant> days(List<Moment> history) {
        List<Instant> days = new ArrayList<>();
        Instant day = PastSums.startOfDay(BEGINNING);
        while (day.isBefore(history.get(history.size() - 1).at.plus(Duration.ofDays(2)))) {
            day = day.plus(Duration.ofDays(1));
            days.add(day);
        }
        return days;
    }

    private static Counts counted(List<PastStay> rows, Instant moment) {
        Counts counts = Counts.NONE;
        for (PastStay row : rows) {
            if (!row.since().isAfter(moment) && row.until().isAfter(moment)) {
                boolean left = !row.leftAt().isAfter(moment);
                boolean closed = !row.closedAt().isAfter(moment);
                counts = counts.plus(
                        new Counts(
                                1,
                                left ? 1 : 0,
                                row.fellShort(),
                                closed && !left ? 1 : 0,
                                closed || left ? 0 : 1,
                                closed && row.won() ? 1 : 0,
                                closed && !row.won() ? 1 : 0),
                        1);
            }
        }
        return counts;
    }

    private List<PastStay> fold(List<Moment> history, boolean inPortions) {
        UUID id = new UUID(0, 1);
        PastDeal deal = new PastDeal(id);
        List<PastStay> gone = new ArrayList<>();
        int number = 0;
        for (Moment moment : history) {
            number++;
            if (moment.event instanceof DealOpened opened) {
                deal.open(number, new Origin("pipeline", null, moment.at), opened);
            } else {
                deal.take(number, moment.at, moment.event);
            }
            if (inPortions && random.nextInt(3) == 0) {
                deal.rows().stream().filter(row -> !row.isPresent()).forEach(gone::add);
                deal = PastDeal.of(
                        deal.rows().stream().filter(PastStay::isPresent).toList());
            }
        }
        gone.addAll(deal.rows());
        return gone;
    }

    private static List<String> at(List<PastStay> rows, Instant moment) {
        return rows.stream()
                .filter(row -> !row.since().isAfter(moment) && row.until().isAfter(moment))
                .sorted((one, other) -> Integer.compare(one.place(), other.place()))
                .map(row -> words(
                        row.stage(),
                        row.owner(),
                        row.offering(),
                        row.fellShort(),
                        !row.leftAt().isAfter(moment),
                        row.closedAt().isAfter(moment) ? "open" : row.won() ? "won" : "lost",
                        row.amount()))
                .toList();
    }

    /** What a deal is worth is told of a stay as long as it stands there, open. */
    private static String words(
            String stage, UUID owner, UUID offering, int fellShort, boolean left, String status, Long amount) {
        return "%s of %s for %s, fell short %d, %s, %s, %s"
                .formatted(
                        stage,
                        owner,
                        offering,
                        fellShort,
                        left ? "left" : "there",
                        status,
                        left || !status.equals("open") ? "" : amount);
    }

    /** A history that no rule refuses, and plainly what each stay was after each event. */
    private List<Moment> history() {
        List<Moment> history = new ArrayList<>();
        List<Object[]> stays = new ArrayList<>();
        Instant now = BEGINNING;
        UUID owner = any();
        UUID offering = any();
        Long worth = random.nextBoolean() ? null : 5L;
        String status = "open";
        stays.add(new Object[] {"first", 0, false});
        DealEvent event = new DealOpened(new UUID(0, 2), offering, owner, money(worth), "first", BEGINNING);
        for (int i = random.nextInt(14); i >= 0; i--) {
            history.add(new Moment(now, event, told(stays, owner, offering, status, worth)));
            // Clocks show the same time for a while, and may go back; times of a deal do not.
            now = now.plus(Duration.ofMinutes(random.nextInt(4) == 0 ? 0 : random.nextInt(3_000)));
            Object[] present = stays.get(stays.size() - 1);
            String stage = (String) present[0];
            boolean isOpen = status.equals("open");
            switch (random.nextInt(8)) {
                case 0 -> {
                    owner = any();
                    event = new OwnerAssigned(owner);
                }
                case 1 -> {
                    if (isOpen) {
                        offering = any();
                        event = new OfferingSelected(offering);
                    }
                }
                case 2 -> {
                    if (isOpen) {
                        worth = random.nextInt(3) == 0 ? null : (long) random.nextInt(100);
                        event = random.nextBoolean() || worth == null
                                ? new ValueChanged(money(worth))
                                : new ProposalAccepted(new UUID(0, 4), money(worth));
                    }
                }
                case 3 -> {
                    if (isOpen) {
                        present[1] = (int) present[1] + 1;
                        event = new DealFellShort(2, BEGINNING);
                    }
                }
                case 4 -> {
                    if (isOpen) {
                        status = "lost";
                        event = new DealLost(stage);
                    }
                }
                case 5 -> {
                    if (isOpen) {
                        stays.forEach(stay -> stay[0] = stay[0] + "'");
                        Map<String, String> keys = new TreeMap<>();
                        stays.forEach(stay -> keys.put(
                                ((String) stay[0]).substring(0, ((String) stay[0]).length() - 1), (String) stay[0]));
                        event = new DealMigrated(1, 2, stage, stage + "'", keys, BEGINNING);
                    }
                }
                default -> {
                    if (isOpen) {
                        present[2] = true;
                        if (stays.size() < STAGES.size()) {
                            String next = STAGES.get(stays.size());
                            stays.add(new Object[] {next, 0, false});
                            event = new DealAdvanced(stage, next, BEGINNING);
                        } else {
                            status = "won";
                            event = new DealWon(stage);
                        }
                    } else if (status.equals("lost")) {
                        status = "open";
                        event = new DealReopened(stage, 2, BEGINNING);
                    }
                }
            }
            if (event == history.get(history.size() - 1).event) {
                event = new OwnerAssigned(owner);
            }
        }
        return history;
    }

    private static List<String> told(List<Object[]> stays, UUID owner, UUID offering, String status, Long worth) {
        return stays.stream()
                .map(stay -> words((String) stay[0], owner, offering, (int) stay[1], (boolean) stay[2], status, worth))
                .toList();
    }

    private static Money money(Long amount) {
        return amount == null ? null : new Money(amount, "EUR");
    }

    private UUID any() {
        return random.nextInt(3) == 0 ? null : new UUID(1, random.nextInt(2));
    }
}
