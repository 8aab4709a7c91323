package io.salesprocess.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.salesprocess.deal.migration.Migrating;
import io.salesprocess.insight.PlainInsights.PlainDeal;
import io.salesprocess.testkit.Checker;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.Http;
import io.salesprocess.testkit.Http.Answer;
import io.salesprocess.testkit.KeptInsights;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Insights into the histories of random deals are held to what a plain computation makes of the same histories: for random filters,
 * over years, with several at work at once, and with projectors that are killed. Failures print the seed;
 * {@code -Dsalesprocess.seed=…} plays it again.
 */
@QuarkusTest
@TestProfile(SmallSteps.class)
class RandomInsightsTest {

    private static final Logger LOG = Logger.getLogger(RandomInsightsTest.class);

    private static final Instant BEGINNING = Instant.parse("2024-10-30T12:00:00Z");
    private static final int CALLERS = 4;
    private static final Size SHORT = new Size(16, 110, 10);
    private static final Size LONG = new Size(60, 400, 60);

    /** How many deals, actions on all of them together, and cohorts that are compared at the end. */
    private record Size(int deals, int actions, int cohorts) {}

    @Inject
    DataSource database;

    @Inject
    SettableClock clock;

    @Inject
    Projector projector;

    @Inject
    Migrating migrating;

    @TestHTTPResource
    URI service;

    private final long seed = Long.getLong("salesprocess.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private Http http;
    private RandomSales sales;

    @AfterEach
    void set_the_clock_right() {
        clock.set(null);
    }

    @Test
    void insights_over_years_are_what_the_histories_add_up_to() throws Exception {
        compareOverYears(SHORT);
    }

    @Test
    @Tag("slow")
    void insights_over_more_years_are_what_the_histories_add_up_to() throws Exception {
        compareOverYears(LONG);
    }

    private void compareOverYears(Size size) throws Exception {
        begin();
        Instant now = BEGINNING;
        List<RandomSales.Life> lives = new ArrayList<>();
        for (int i = 0; i < size.deals + size.actions; i++) {
            now = now.plus(Duration.ofMinutes(random.nextInt(6_000)));
            // Clocks of several instances disagree a little.
            clock.set(now.minusMillis(random.nextInt(3) == 0 ? random.nextInt(3) : 0));
            if (lives.isEmpty() || random.nextInt(size.deals + size.actions) < size.deals) {
                lives.add(sales.new Life(random));
            } else {
                lives.get(random.nextInt(lives.size())).goOn();
            }
            if (i == size.deals) {
                sales.publishNext();
            }
            if (i == size.deals + size.actions / 3) {
                sales.migrate();
            }
            if (random.nextInt(8) == 0) {
                migrating.workARound();
            }
            if (random.nextInt(100) == 0) {
                compare(2);
            }
        }
        compare(size.cohorts);
        check();
        KeptInsights.forget(database);
        compare(size.cohorts);
        check();
    }

    @Test
    void insights_are_of_one_moment_whatever_goes_on_meanwhile() throws Exception {
        readWhileOthersWrite(SHORT);
    }

    @Test
    @Tag("slow")
    void insights_are_of_one_moment_however_much_goes_on_meanwhile() throws Exception {
        readWhileOthersWrite(LONG);
    }

    private void readWhileOthersWrite(Size size) throws Exception {
        begin();
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger read = new AtomicInteger();
        liveWhile(
                size,
                done,
                () -> {
                    projector.follow();
                    return true;
                },
                () -> {
                    readOneMoment();
                    return read.incrementAndGet() > 0;
                });
        LOG.infof("seed %d: %d deals, read %d times meanwhile", seed, sales.opened.get(), read.get());
        assertThat(read.get()).isPositive();
        compare(size.cohorts);
        check();
    }

    @Test
    void projectors_that_are_killed_leave_nothing_out_and_count_nothing_twice() throws Exception {
        killWhileOthersWrite(SHORT);
    }

    @Test
    @Tag("slow")
    void projectors_that_are_killed_for_longer_leave_nothing_out_and_count_nothing_twice() throws Exception {
        killWhileOthersWrite(LONG);
    }

    private void killWhileOthersWrite(Size size) throws Exception {
        begin();
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger killed = new AtomicInteger();
        liveWhile(
                size,
                done,
                () -> {
                    projector.follow();
                    return true;
                },
                () -> {
                    killed.addAndGet(killProjectors());
                    return true;
                });
        LOG.infof("seed %d: %d deals, killed %d times meanwhile", seed, sales.opened.get(), killed.get());
        assertThat(killed.get()).isPositive();
        compare(size.cohorts);
        check();
    }

    private void begin() {
        LOG.infof("seed %d", seed);
        http = new Http(service);
        sales = new RandomSales(http);
    }

    /** Lives the lives of deals in several threads, and does the others over and over until all have been lived. */
    private void liveWhile(Size size, AtomicBoolean done, BooleanSupplier... others) throws Exception {
        AtomicInteger living = new AtomicInteger(CALLERS);
        Concurrently.run(CALLERS + others.length, number -> {
            if (number >= CALLERS) {
                while (!done.get()) {
                    others[number - CALLERS].getAsBoolean();
                }
                return null;
            }
            try {
                Random mine = new Random(seed + number);
                for (int i = 0; i < size.deals / CALLERS; i++) {
                    RandomSales.Life life = sales.new Life(mine);
                    for (int action = 0; action < size.actions / size.deals * 2 && life.goOn(); action++) {
                        // Goes on as far as it comes.
                    }
                }
            } finally {
                done.set(living.decrementAndGet() == 0);
            }
            return null;
        });
    }

    /** The deals that left a stage are those that entered the next, and none is missing that had opened before. */
    private void readOneMoment() {
        long before = sales.opened.get();
        Answer answer = http.get("/v1/insights/funnel?pipeline=" + sales.pipeline);
        long after = sales.opening.get();
        if (answer.status() == 503) {
            return;
        }
        JsonNode stages = RandomSales.must(200, answer).body().path("stages");
        assertThat(number(stages, 0, "entered")).isBetween(before, after);
        for (int i = 0; i < stages.size(); i++) {
            assertThat(number(stages, i, "entered"))
                    .as("%s", stages)
                    .isEqualTo(number(stages, i, "advanced")
                            + number(stages, i, "lost")
                            + number(stages, i, "stillThere"));
            if (i > 0) {
                assertThat(number(stages, i, "entered")).as("%s", stages).isEqualTo(number(stages, i - 1, "advanced"));
            }
        }
    }

    private static long number(JsonNode stages, int place, String field) {
        return stages.path(place).path(field).asLong();
    }

    private int killProjectors() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                var killed = statement.executeQuery("""
                        SELECT count(*) FILTER (WHERE pg_terminate_backend(pid)) FROM pg_stat_activity
                        WHERE pid <> pg_backend_pid() AND query LIKE 'WITH found AS%' AND state <> 'idle'""")) {
            killed.next();
            TimeUnit.MILLISECONDS.sleep(random.nextInt(20));
            return killed.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private void check() {
        Checker checker = new Checker(database, http);
        checker.check(checker.allDeals());
    }

    private void compare(int cohorts) throws SQLException {
        PlainInsights plain = PlainInsights.of(database);
        List<PlainDeal> deals = List.copyOf(plain.deals());
        for (int i = 0; i < cohorts; i++) {
            RandomCohort cohort =
                    new RandomCohort(random, sales.pipeline, deals.get(random.nextInt(deals.size())), BEGINNING);
            List<String> funnel = new ArrayList<>();
            List<String> durations = new ArrayList<>();
            for (String stage : RandomSales.STAGES) {
                funnel.add(plain.funnel(cohort.chosen, sales.pipeline, stage));
                durations.add(plain.durations(cohort.chosen, sales.pipeline, stage));
            }
            String query = "?pipeline=" + sales.pipeline + cohort.query;
            assertThat(lines("/v1/insights/funnel" + query, RandomInsightsTest::funnelLine))
                    .as("seed %d: funnel %s", seed, query)
                    .isSubsetOf(funnel)
                    .containsAll(funnel.stream()
                            .filter(line -> !line.contains("entered 0,"))
                            .toList());
            assertThat(lines("/v1/insights/stage-durations" + query, RandomInsightsTest::durationsLine))
                    .as("seed %d: durations %s", seed, query)
                    .isSubsetOf(durations)
                    .containsAll(durations.stream()
                            .filter(line -> !line.contains("visits 0,"))
                            .toList());
            assertThat(answer("/v1/insights/salespeople" + query, "salespeople").stream()
                            .map(RandomInsightsTest::salespersonLine)
                            .toList())
                    .as("seed %d: salespeople %s", seed, query)
                    .containsExactlyInAnyOrderElementsOf(plain.salespeople(cohort.filtered, cohort.salesperson));
            assertThat(answer("/v1/insights/activities" + query, "stages").stream()
                            .flatMap(RandomInsightsTest::activityLines)
                            .toList())
                    .as("seed %d: activities %s", seed, query)
                    .containsExactlyInAnyOrderElementsOf(RandomSales.STAGES.stream()
                            .flatMap(stage -> plain.activities(cohort.chosen, sales.pipeline, stage).stream())
                            .toList());
        }
    }

    private interface Line {
        String of(JsonNode stage);
    }

    private List<String> lines(String address, Line line) {
        List<String> lines = answer(address, "stages").stream().map(line::of).toList();
        assertThat(lines).isNotEmpty();
        return lines;
    }

    private List<JsonNode> answer(String address, String list) {
        Answer answer = http.get(address);
        for (int i = 0; i < 30 && answer.status() == 503; i++) {
            answer = http.get(address);
        }
        List<JsonNode> nodes = new ArrayList<>();
        RandomSales.must(200, answer).body().path(list).forEach(nodes::add);
        return nodes;
    }

    private static String salespersonLine(JsonNode figures) {
        Map<String, String> values = new TreeMap<>();
        figures.path("valueWon")
                .forEach(value -> values.put(
                        value.path("currency").asText(), value.path("amount").asText()));
        JsonNode rate = figures.path("winRate");
        return "%s: open %s, won %s, lost %s, rate %s, values %s, to win %s, fell short %s, answers %s, to answer %s"
                .formatted(
                        figures.path("salespersonId").asText(),
                        figures.path("open"),
                        figures.path("won"),
                        figures.path("lost"),
                        rate.isNull() ? "null" : Double.toString(rate.asDouble()),
                        values,
                        duration(figures.path("medianTimeToWin")),
                        figures.path("fellShort"),
                        figures.path("answers"),
                        duration(figures.path("medianTimeToAnswer")));
    }

    private static Stream<String> activityLines(JsonNode stage) {
        List<String> lines = new ArrayList<>();
        stage.path("activities")
                .forEach(activity -> lines.add("%s %s: with %s of %s, without %s of %s"
                        .formatted(
                                stage.path("stage").asText(),
                                activity.path("kind").asText(),
                                activity.at("/with/advanced"),
                                activity.at("/with/stays"),
                                activity.at("/without/advanced"),
                                activity.at("/without/stays"))));
        return lines.stream();
    }

    private static String funnelLine(JsonNode stage) {
        JsonNode conversion = stage.path("conversion");
        return "%s %s: entered %s, advanced %s, fell short %s, lost %s, still there %s, conversion %s"
                .formatted(
                        stage.path("pipeline").asText(),
                        stage.path("stage").asText(),
                        stage.path("entered"),
                        stage.path("advanced"),
                        stage.path("fellShort"),
                        stage.path("lost"),
                        stage.path("stillThere"),
                        conversion.isNull() ? "null" : Double.toString(conversion.asDouble()));
    }

    private static String durationsLine(JsonNode stage) {
        return "%s %s: visits %s, median %s, p90 %s, total %s, overdue %s"
                .formatted(
                        stage.path("pipeline").asText(),
                        stage.path("stage").asText(),
                        stage.path("visits"),
                        duration(stage.path("median")),
                        duration(stage.path("p90")),
                        duration(stage.path("total")),
                        stage.path("overdue"));
    }

    private static String duration(JsonNode text) {
        return text.isNull() ? "null" : Duration.parse(text.asText()).toString();
    }
}
