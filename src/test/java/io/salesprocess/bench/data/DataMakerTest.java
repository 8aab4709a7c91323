package io.salesprocess.bench.data;

import static io.salesprocess.testkit.Api.move;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.deal.DealLife;
import io.salesprocess.testkit.Checker;
import io.salesprocess.testkit.Http;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is measured must be what users have: nobody can tell made data from what the service has written. */
@QuarkusTest
class DataMakerTest {

    private static final long SEED = 20261123;
    private static final int DEALS = 150;

    @Inject
    DataSource database;

    @Inject
    Clock clock;

    @TestHTTPResource
    URI service;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "quarkus.datasource.username")
    String user;

    @ConfigProperty(name = "quarkus.datasource.password")
    String password;

    private Checker checker;
    private Set<UUID> before;

    @BeforeEach
    void remember_what_is_there() {
        checker = new Checker(database, new Http(service));
        before = checker.allDeals();
    }

    /** Made salespeople would get their share of what other tests assign in turn. */
    @AfterEach
    void send_the_salespeople_home() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE salesperson SET active = false WHERE email LIKE 'seller-%'");
        }
    }

    @Test
    void made_deals_hold_everything_that_deals_written_by_the_service_hold() throws SQLException {
        DataMaker.Made made = maker(SEED).deals(DEALS, 2, done -> {});
        Set<UUID> deals = new TreeSet<>(checker.allDeals());
        deals.removeAll(before);
        assertThat(deals).hasSize(DEALS);
        assertThat(made.deals()).isEqualTo(DEALS);
        assertThat(made.events()).isBetween(9L * DEALS, 14L * DEALS);
        assertThat(eventTypes(deals))
                .as("the stories tell of everything that happens in sales without personal data to erase")
                .contains("deal.won", "deal.lost", "deal.reopened", "deal.fell-short", "payment.refunded")
                .contains("proposal.accepted", "message.followed-up", "question.answered", "activity.recorded");
        checker.check(deals);
    }

    @Test
    void deals_made_ready_go_through_every_stage() {
        List<DealLife> ready = maker(SEED + DEALS).ready(3);
        List<UUID> ids = ready.stream().map(life -> life.deal().id()).toList();
        checker.check(ids);
        for (UUID id : ids) {
            for (String stage : List.of("pre-qualification", "qualification", "relationship", "conversion")) {
                move(id, "advance", stage).statusCode(201);
            }
        }
        checker.check(ids);
    }

    private DataMaker maker(long seed) {
        return new DataMaker(url, user, password, seed, clock.instant());
    }

    private Set<String> eventTypes(Set<UUID> deals) throws SQLException {
        Set<String> types = new TreeSet<>();
        try (Connection connection = database.getConnection();
                var statement =
                        connection.prepareStatement("SELECT DISTINCT type FROM deal_event WHERE deal_id = ANY (?)")) {
            statement.setArray(1, connection.createArrayOf("uuid", deals.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    types.add(row.getString(1));
                }
            }
        }
        return types;
    }
}
