package io.salesprocess.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.salesprocess.deal.migration.Migrating;
import io.salesprocess.insight.PlainInsights.PlainDeal;
import io.salesprocess.testkit.Http;
import io.salesprocess.testkit.Http.Answer;
import io.salesprocess.testkit.KeptInsights;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Answers are kept while random deals live through years, by a clock that is moved, and asked for again with {@code asOf} when all is
 * over: they must be the same, to the letter. Each is held to a plain computation of the same histories as well. Failures
 * print the seed; {@code -Dsalesprocess.seed=…} plays it again.
 */
@QuarkusTest
@TestProfile(SmallSteps.class)
class RandomPastTest {

    private static final Logger LOG = Logger.getLogger(RandomPastTest.class);

    private static final Instant BEGINNING = Instant.parse("2024-10-30T12:00:00Z");
    private static final Size SHORT = new Size(16, 120, 8);
    private static final Size LONG = new Size(80, 800, 60);

    /** How many deals, actions on all of them together, and moments at which answers are kept. */
    private record Size(int deals, int actions, int moments) {}

    /** What was asked at a moment, and what the service said. */
    private record Kept(String question, RandomCohort cohort, Instant at, JsonNode answer) {}

    @Inject
    DataSource database;

    @Inject
    SettableClock clock;

    @Inject
    Migrating migrating;

    @TestHTTPResource
    URI service;

    private final long seed = Long.getLong("salesprocess.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<Kept> kept = new ArrayList<>();
    private Http http;
    private RandomSales sales;
    private Instant now = BEGINNING;

    @AfterEach
    void set_the_clock_right() {
        clock.set(null);
    }

    @Test
    void a_past_moment_is_told_of_as_it_was_told_then() throws SQLException {
        compareOverYears(SHORT);
    }

    @Test
    @Tag("slow")
    void many_past_moments_are_told_of_as_they_were_told_then() throws SQLException {
        compareOverYears(LONG);
    }

    private void compareOverYears(Size size) throws SQLException {
        LOG.infof("seed %d", seed);
        http = new Http(service);
        clock.set(now);
        sales = new RandomSales(http);
        List<RandomSales.Life> lives = new ArrayList<>();
        int steps = size.deals + size.actions;
        for (int i = 0; i < steps; i++) {
            now = now.plus(Duration.ofMinutes(1 + random.nextInt(900_000 / steps)));
            clock.set(now);
            if (lives.isEmpty() || random.nextInt(steps) < size.deals) {
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
            if (i % (steps / size.moments) == steps / size.moments - 1) {
                keep();
            }
        }
        now = now.plus(Duration.ofDays(3));
        clock.set(now);
        compare();
        empty_before_the_first_deal();
        KeptInsights.forget(database);
        compare();
    }

    /** Asks now what will be asked again. */
    private void keep() throws SQLException {
        PlainInsights plain = PlainInsights.of(database, sales.pipeline, now);
        List<PlainDeal> deals = List.copyOf(plain.deals());
        for (String insight : List.of("funnel", "forecast", "forecast", "value-won")) {
            RandomCohort cohort =
                    new RandomCohort(random, sales.pipeline, deals.get(random.nextInt(deals.size())), BEGINNING);
            String question = "/v1/insights/" + insight + "?pipeline=" + sales.pipeline + cohort.query;
            JsonNode answer = ask(question);
            assertThat(answer.path("asOf").asText()).isEqualTo(now.toString());
            if (insight.equals("value-won")) {
                assertThat(lines(answer.path("months"), RandomPastTest::wonLine))
                        .as("seed %d: %s", seed, question)
                        .containsExactlyInAnyOrderElementsOf(PlainForecast.valueWon(plain, cohort.chosen));
            } else {
                kept.add(new Kept(question, cohort, now, answer));
            }
        }
    }

    private void compare() throws SQLException {
        for (Kept then : kept) {
            String question = then.question + "&asOf=" + then.at;
            JsonNode answer = ask(question);
            assertThat(answer).as("seed %d: %s", seed, question).isEqualTo(then.answer);
            if (question.contains("forecast")) {
                PlainInsights plain = PlainInsights.of(database, sales.pipeline, then.at);
                assertThat(lines(answer.path("months"), RandomPastTest::monthLine))
                        .as("seed %d: %s", seed, question)
                        .containsExactlyInAnyOrderElementsOf(
                                PlainForecast.months(plain, sales.pipeline, then.cohort.chosen, then.at));
                List<String> stages = PlainForecast.stages(plain, sales.pipeline, then.cohort.chosen);
                assertThat(lines(answer.path("stages"), RandomPastTest::stageLine).stream()
                                .filter(line -> !line.contains("open 0, closed 0")))
                        .as("seed %d: %s", seed, question)
                        .containsExactlyInAnyOrderElementsOf(stages);
            }
        }
    }

    private void empty_before_the_first_deal() {
        String before = "?pipeline=" + sales.pipeline + "&asOf=" + BEGINNING.minusSeconds(1);
        assertThat(ask("/v1/insights/funnel" + before).path("stages")).isEmpty();
        assertThat(ask("/v1/insights/forecast" + before).path("months")).isEmpty();
    }

    private JsonNode ask(String address) {
        Answer answer = http.get(address);
        for (int i = 0; i < 60 && answer.status() == 503; i++) {
            answer = http.get(address);
        }
        return RandomSales.must(200, answer).body();
    }

    private static List<String> lines(JsonNode array, Function<JsonNode, String> line) {
        List<String> lines = new ArrayList<>();
        array.forEach(element -> lines.add(line.apply(element)));
        return lines;
    }

    private static String monthLine(JsonNode month) {
        return "%s %s: deals %s, open %s, weighted %s, unweighted %s"
                .formatted(
                        month.path("month").asText(),
                        month.path("currency").asText(),
                        month.path("deals"),
                        month.path("openValue"),
                        month.path("weightedValue"),
                        month.path("unweighted"));
    }

    private static String wonLine(JsonNode month) {
        return "%s %s: deals %s, won %s"
                .formatted(
                        month.path("month").asText(),
                        month.path("currency").asText(),
                        month.path("deals"),
                        month.path("valueWon"));
    }

    private static String stageLine(JsonNode stage) {
        JsonNode share = stage.path("share");
        JsonNode left = stage.path("medianTimeLeft");
        return "%s: open %s, closed %s, won %s, share %s, left %s, few %s"
                .formatted(
                        stage.path("stage").asText(),
                        stage.path("open"),
                        stage.path("closed"),
                        stage.path("won"),
                        share.isNull() ? "null" : Double.toString(share.asDouble()),
                        left.isNull() ? "null" : Duration.parse(left.asText()),
                        stage.path("smallNumbers"));
    }
}
