package io.salesprocess.insight;

import io.salesprocess.insight.PlainInsights.PlainDeal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;

/** Filters that one of the deals, at least, mostly gets through; and their plain meaning. */
final class RandomCohort {

    private final Random random;
    private final Instant beginning;
    String query = "";
    Predicate<PlainDeal> chosen;

    /** Without the owner, for those figures for which it is a salesperson that is chosen. */
    Predicate<PlainDeal> filtered;

    Predicate<String> salesperson = owner -> true;

    RandomCohort(Random random, String pipeline, PlainDeal like, Instant beginning) {
        this.random = random;
        this.beginning = beginning;
        this.chosen = deal -> deal.pipeline.equals(pipeline);
        this.filtered = chosen;
        if (random.nextInt(3) == 0) {
            String owner = random.nextInt(9) == 0 || like.owner == null
                    ? UUID.randomUUID().toString()
                    : like.owner;
            query += "&owner=" + owner;
            chosen = chosen.and(deal -> owner.equals(deal.owner));
            salesperson = owner::equals;
        }
        if (random.nextInt(3) == 0 && like.offering != null) {
            String offering = like.offering;
            add("offering", offering, deal -> offering.equals(deal.offering));
        }
        if (random.nextInt(3) == 0 && like.source != null) {
            add("source", like.source, deal -> like.source.equals(deal.source));
        }
        if (random.nextInt(2) == 0) {
            Instant from = random.nextInt(3) == 0 ? like.openedAt : time();
            add("from", from.toString(), deal -> !deal.openedAt.isBefore(from));
        }
        if (random.nextInt(2) == 0) {
            Instant to = random.nextInt(3) == 0 ? like.openedAt : time();
            add("to", to.toString(), deal -> deal.openedAt.isBefore(to));
        }
    }

    private void add(String parameter, String value, Predicate<PlainDeal> condition) {
        query += "&" + parameter + "=" + value;
        chosen = chosen.and(condition);
        filtered = filtered.and(condition);
    }

    private Instant time() {
        Instant time = beginning.plus(Duration.ofHours(random.nextInt(24 * 900)));
        return random.nextBoolean()
                ? time
                : LocalDate.ofInstant(time, ZoneOffset.UTC)
                        .withDayOfMonth(1)
                        .atStartOfDay()
                        .toInstant(ZoneOffset.UTC);
    }
}
