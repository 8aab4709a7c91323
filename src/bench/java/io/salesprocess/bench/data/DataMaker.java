package io.salesprocess.bench.data;

import io.salesprocess.deal.DealLife;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Fills the service's tables with deals of two years, about ten events each. The tables must be there: the service makes them
 * when it starts for the first time.
 */
public final class DataMaker {

    private static final int SLICE = 500;
    private static final Duration PAST = Duration.ofDays(730);

    private final String url;
    private final Properties account;
    private final long seed;
    private final Instant present;
    private World world;
    private final AtomicLong readyMade = new AtomicLong();

    /** @param url of the database, as JDBC has it */
    public DataMaker(String url, String user, String password, long seed, Instant present) {
        this.url = url;
        this.account = new Properties();
        account.setProperty("user", user);
        account.setProperty("password", password);
        this.seed = seed;
        this.present = present.truncatedTo(ChronoUnit.MICROS);
    }

    /** What was made. */
    public record Made(long deals, long events) {}

    /**
     * Makes deals as they come: in every stage, open, won and lost. The older a deal, the earlier its row.
     *
     * @param progress is told from time to time how many there are
     */
    public Made deals(int count, int threads, LongConsumer progress) {
        world();
        int slices = (count + SLICE - 1) / SLICE;
        AtomicInteger next = new AtomicInteger();
        AtomicLong deals = new AtomicLong();
        AtomicLong events = new AtomicLong();
        inParallel(threads, () -> {
            try (Connection connection = connect()) {
                connection.setAutoCommit(false);
                for (int slice = next.getAndIncrement(); slice < slices; slice = next.getAndIncrement()) {
                    Batch batch = slice(slice, count);
                    batch.copyTo(connection);
                    connection.commit();
                    events.addAndGet(batch.counts().get(Table.DEAL_EVENT));
                    progress.accept(deals.addAndGet(batch.counts().get(Table.DEAL)));
                }
            }
            return null;
        });
        return new Made(deals.get(), events.get());
    }

    /** Makes deals that stand in the first stage of the pipeline {@code standard} and have the evidence for all of them. */
    public List<DealLife> ready(int count) {
        world();
        Chance chance = new Chance(seed ^ readyMade.addAndGet(count) << 32);
        List<DealLife> lives = new ArrayList<>(count);
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            while (lives.size() < count) {
                Batch batch = new Batch();
                for (int i = 0; i < SLICE && lives.size() < count; i++) {
                    DealStory story =
                            new DealStory(world, world.entries().get(0), chance, batch, recently(chance), present);
                    story.prepare();
                    lives.add(story.life());
                }
                batch.copyTo(connection);
                connection.commit();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Deals could not be written.", e);
        }
        return lives;
    }

    /** The rows of deals that have just been opened by a form; they are handed out and not written. */
    public List<Map<Table, List<Object[]>>> opened(int count) {
        Chance chance = new Chance(seed ^ readyMade.addAndGet(count) << 32);
        List<Map<Table, List<Object[]>>> opened = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Map<Table, List<Object[]>> rows = new EnumMap<>(Table.class);
            Rows sink = (table, values) ->
                    rows.computeIfAbsent(table, key -> new ArrayList<>()).add(values);
            new DealStory(world(), world().entries().get(0), chance, sink, present, present).begin();
            opened.add(rows);
        }
        return opened;
    }

    /** Long enough ago for all that has to be recorded. */
    private Instant recently(Chance chance) {
        return present.minus(Duration.ofDays(30)).plus(chance.upToDays(10));
    }

    /** Lets the database clean up now and see what it holds, which it would otherwise do at a moment of its own choice. */
    public void tidy() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM (ANALYZE)");
        } catch (SQLException e) {
            throw new IllegalStateException("The database could not be tidied.", e);
        }
    }

    /** What the deals are made in; made itself when it is needed first. */
    public World world() {
        if (world == null) {
            try (Connection connection = connect()) {
                world = World.make(connection, new Chance(seed), present.minus(PAST));
            } catch (SQLException e) {
                throw new IllegalStateException("The database could not be prepared.", e);
            }
        }
        return world;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, account);
    }

    private Batch slice(int slice, int count) {
        Batch batch = new Batch();
        Chance chance = new Chance(seed + 1 + slice);
        for (int i = slice * SLICE; i < Math.min(count, (slice + 1) * SLICE); i++) {
            Instant begin = present.minus(PAST)
                    .plus(PAST.dividedBy(count).multipliedBy(i))
                    .truncatedTo(ChronoUnit.MICROS);
            new DealStory(world, chance.oneOf(world.entries()), chance, batch, begin, present).tell();
        }
        return batch;
    }

    private static void inParallel(int threads, Callable<Void> work) {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(workers.submit(work));
            }
            for (Future<Void> each : running) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Deals could not be written.", e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }
}
