package io.salesprocess.bench.data;

import io.salesprocess.deal.domain.Actor;
import io.salesprocess.deal.domain.Money;
import io.salesprocess.pipeline.PublishedPipelines;
import io.salesprocess.pipeline.domain.Pipeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What deals need to be there: pipelines, what is sold, who sells, and the forms that prospects fill in. */
public final class World {

    private static final int OFFERINGS = 20;
    private static final int SALESPEOPLE = 50;
    private static final String QUESTIONS =
            "[{\"key\":\"need\",\"label\":\"What do you need?\",\"type\":\"text\",\"required\":true,\"options\":null}]";

    /** Where prospects come from. */
    static final List<String> SOURCES =
            List.of("landing-page", "newsletter", "trade-fair", "referral", "search", "partner");

    private final List<Offer> offers = new ArrayList<>();
    private final List<Seller> sellers = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();

    /** Something that is sold. */
    record Offer(UUID id, Money price) {}

    /** Somebody who sells. */
    record Seller(UUID id, Actor actor) {}

    /** A form through which prospects come in. */
    record Entry(String form, Pipeline pipeline, Offer offer, Actor actor) {}

    private World() {}

    /** Makes a world of its own in the database, beside whatever is there. */
    public static World make(Connection connection, Chance chance, Instant at) throws SQLException {
        World world = new World();
        Batch batch = new Batch();
        String tag = Long.toHexString(chance.id(at).getLeastSignificantBits() & 0xFFFFFFFFL);
        for (int i = 0; i < OFFERINGS; i++) {
            Offer offer = new Offer(chance.id(at), new Money(chance.between(50, 5000) * 1000L, "EUR"));
            world.offers.add(offer);
            batch.add(
                    Table.OFFERING,
                    offer.id(),
                    "Offering " + (i + 1),
                    i % 2 == 0 ? "product" : "service",
                    "Number " + (i + 1) + " of what we sell.",
                    offer.price().amount(),
                    offer.price().currency(),
                    at,
                    0);
        }
        for (int i = 0; i < SALESPEOPLE; i++) {
            UUID id = chance.id(at);
            world.sellers.add(new Seller(id, new Actor(Actor.Kind.USER, "seller-" + (i + 1), id)));
            batch.add(
                    Table.SALESPERSON,
                    id,
                    Words.name(chance),
                    "seller-" + (i + 1) + "-" + tag + "@example.com",
                    true,
                    at,
                    0);
        }
        for (String key : List.of("standard", "standard", "standard", "proposal")) {
            Pipeline pipeline = PublishedPipelines.newest(connection, key);
            int number = world.entries.size() + 1;
            String form = "made-" + tag + "-" + number;
            Offer offer = world.offers.get(number);
            world.entries.add(new Entry(form, pipeline, offer, new Actor(Actor.Kind.FORM, form, null)));
            batch.add(
                    Table.FORM,
                    form,
                    "Form " + number,
                    key,
                    offer.id(),
                    "salesperson",
                    world.sellers.get(number).id(),
                    QUESTIONS,
                    at,
                    0);
        }
        batch.copyTo(connection);
        return world;
    }

    List<Offer> offers() {
        return offers;
    }

    List<Seller> sellers() {
        return sellers;
    }

    List<Entry> entries() {
        return entries;
    }

    /** The key of a form that opens deals in the pipeline {@code standard} for one salesperson. */
    public String form() {
        return entries.get(0).form();
    }
}
