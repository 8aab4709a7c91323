package io.salesprocess.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.salesprocess.bench.data.Chance;
import io.salesprocess.deal.DealLife;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.domain.Actor;
import io.salesprocess.deal.domain.DealStatus;
import io.salesprocess.deal.domain.Money;
import io.salesprocess.deal.domain.TransitionType;
import io.salesprocess.pipeline.PublishedPipelines;
import io.salesprocess.pipeline.domain.Pipeline;
import io.salesprocess.testkit.Api;
import io.salesprocess.testkit.Http;
import io.salesprocess.testkit.Http.Answer;
import io.salesprocess.testkit.PipelineBodies;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/**
 * Deals of two years, made by the rules of the product with a seed that never changes. What is forecast a year before the end is held
 * to what came: to what the deals that were open then brought. The same forecast is asked for when history has come no further, and
 * again with {@code asOf} when it is complete: both are the same to the letter.
 */
@QuarkusTest
@TestProfile(SmallSteps.class)
class BackTestTest {

    private static final Logger LOG = Logger.getLogger(BackTestTest.class);

    private static final long SEED = 20_261_126;
    private static final Instant BEGINNING = Instant.parse("2022-03-01T00:00:00Z");
    private static final Instant MIDDLE = Instant.parse("2023-03-01T00:00:00Z");
    private static final Instant END = Instant.parse("2024-03-01T00:00:00Z");
    private static final Duration YEARS = Duration.between(BEGINNING, END);

    private static final Actor SELLER = new Actor(Actor.Kind.USER, "seller", null);
    private static final List<String> STAGES = List.of("first", "second", "third", "fourth");
    private static final int IS_LOST = 25;
    private static final int STAYS_UP_TO_DAYS = 40;

    @Inject
    DataSource database;

    @Inject
    SettableClock clock;

    @TestHTTPResource
    URI service;

    private Chance chance;

    @AfterEach
    void set_the_clock_right() {
        clock.set(null);
    }

    @Test
    void a_forecast_from_a_year_ago_is_near_what_came() throws Exception {
        backTest(SEED, 600, 0.25);
    }

    @Test
    @Tag("slow")
    void a_forecast_of_many_deals_is_nearer_to_what_came() throws Exception {
        // Seeds make ids as well, which must not be those of the other test.
        backTest(SEED + 1, 12_000, 0.1);
    }

    /** @param bound by how much of what came the forecast may be wrong */
    private void backTest(long seed, int deals, double bound) throws Exception {
        chance = new Chance(seed);
        Http http = new Http(service);
        clock.set(BEGINNING);
        String key = pipeline();
        UUID prospect = Sales.prospect();
        List<DealLife> lives = lives(key, prospect, deals);

        write(lives, at -> !at.isAfter(MIDDLE), true);
        clock.set(MIDDLE);
        JsonNode replayed = ask(http, "/v1/insights/forecast?pipeline=" + key);
        JsonNode funnel = ask(http, "/v1/insights/funnel?pipeline=" + key);
        assertThat(replayed.path("asOf").asText()).isEqualTo(MIDDLE.toString());

        write(lives, at -> at.isAfter(MIDDLE), false);
        clock.set(END);
        assertThat(ask(http, "/v1/insights/forecast?pipeline=" + key + "&asOf=" + MIDDLE))
                .isEqualTo(replayed);
        // The other follower takes the states of deals, and these were complete from the beginning.
        assertThat(ask(http, "/v1/insights/funnel?pipeline=" + key + "&asOf=" + MIDDLE)
                        .path("stages"))
                .hasSameSizeAs(funnel.path("stages"));

        Map<String, Long> came = new TreeMap<>();
        lives.stream()
                .filter(BackTestTest::wasOpen)
                .filter(BackTestTest::isWon)
                .forEach(life -> came.merge(
                        life.deal()
                                .closedAt()
                                .atOffset(ZoneOffset.UTC)
                                .toString()
                                .substring(0, 7),
                        life.deal().value().amount(),
                        Long::sum));
        long sum = came.values().stream().mapToLong(Long::longValue).sum();
        long forecast = 0;
        for (JsonNode month : replayed.path("months")) {
            String name = month.path("month").asText();
            long weighted = month.path("weightedValue").asLong();
            forecast += weighted;
            LOG.infof("%s: forecast %,d, came %,d", name, weighted, came.getOrDefault(name, 0L));
        }
        double error = (double) (forecast - sum) / sum;
        LOG.infof(
                "%d deals, %d open then: forecast %,d, came %,d, error %.1f %%",
                deals, open(replayed), forecast, sum, error * 100);
        assertThat(Math.abs(error)).isLessThan(bound);
    }

    private static long open(JsonNode forecast) {
        long open = 0;
        for (JsonNode month : forecast.path("months")) {
            open += month.path("deals").asLong();
        }
        return open;
    }

    private static boolean wasOpen(DealLife life) {
        Instant closed = life.deal().closedAt();
        return !life.deal().openedAt().isAfter(MIDDLE) && (closed == null || closed.isAfter(MIDDLE));
    }

    private static boolean isWon(DealLife life) {
        return life.deal().status() == DealStatus.WON;
    }

    private static String pipeline() {
        String key = Api.unique("back-test");
        Map<String, Object> body = PipelineBodies.pipeline(key);
        body.put("stages", STAGES.stream().map(PipelineBodies::stage).toList());
        Api.post("/v1/pipelines", body).statusCode(201);
        return key;
    }

    /** Deals of two years and what became of them, also after these. */
    private List<DealLife> lives(String key, UUID prospect, int deals) throws SQLException {
        Pipeline pipeline;
        try (Connection connection = database.getConnection()) {
            pipeline = PublishedPipelines.newest(connection, key);
        }
        List<DealLife> lives = new ArrayList<>();
        for (int i = 0; i < deals; i++) {
            Instant now = BEGINNING.plus(YEARS.dividedBy(deals).multipliedBy(i));
            Money value = new Money(chance.between(1, 20) * 50_000L, "EUR");
            Deals.Opening opening = new Deals.Opening(pipeline, prospect, null, null, value, null);
            DealLife life = new DealLife(chance.id(now), opening, SELLER, now);
            while (life.deal().status() == DealStatus.OPEN) {
                now = now.plus(chance.upToDays(STAYS_UP_TO_DAYS));
                boolean isLost = chance.percent(IS_LOST);
                life.move(
                        SELLER, now, isLost ? TransitionType.LOSE : TransitionType.ADVANCE, isLost ? "Too dear" : null);
            }
            lives.add(life);
        }
        return lives;
    }

    /** Writes the events of these times, and the deals themselves first. */
    private void write(List<DealLife> lives, Predicate<Instant> times, boolean isFirst) throws Exception {
        int at = DealLife.eventColumns().indexOf("at");
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            if (isFirst) {
                copy(
                        connection,
                        "deal",
                        DealLife.dealColumns(),
                        lives.stream().map(DealLife::dealRow).toList());
            }
            copy(
                    connection,
                    "deal_event",
                    DealLife.eventColumns(),
                    lives.stream()
                            .flatMap(life -> life.eventRows().stream())
                            .filter(row -> times.test((Instant) row[at]))
                            .toList());
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private static void copy(Connection connection, String table, List<String> columns, List<Object[]> rows)
            throws SQLException, IOException {
        StringBuilder text = new StringBuilder();
        for (Object[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                text.append(i == 0 ? "" : "\t").append(cell(row[i]));
            }
            text.append('\n');
        }
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                        "COPY " + table + " (" + String.join(", ", columns) + ") FROM STDIN",
                        new StringReader(text.toString()));
    }

    private static String cell(Object value) {
        if (value == null) {
            return "\\N";
        }
        return value instanceof byte[] bytes
                ? "\\\\x" + HexFormat.of().formatHex(bytes)
                : value.toString().replace("\\", "\\\\");
    }

    private static JsonNode ask(Http http, String address) {
        Answer answer = http.get(address);
        for (int i = 0; i < 120 && answer.status() == 503; i++) {
            answer = http.get(address);
        }
        return RandomSales.must(200, answer).body();
    }
}
