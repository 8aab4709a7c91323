package io.salesprocess.deal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.testkit.Api;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Another instance, whose clock is an hour ahead, has written the last event (rule 8). */
@QuarkusTest
class HistoryOrderTest {

    @Inject
    Sql sql;

    @Test
    void times_in_a_history_never_go_back() {
        UUID deal = Sales.deal();
        sql.update("UPDATE deal SET updated_at = updated_at + interval '1 hour' WHERE id = ?", deal);
        Instant ahead = Instant.parse(sql.<String>first(
                        "SELECT to_char(updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') FROM deal"
                                + " WHERE id = ?",
                        row -> row.getString(1),
                        deal)
                .orElseThrow());
        Api.post("/v1/deals/" + deal + "/activities", Map.of("kind", "call", "outcome", "positive"))
                .statusCode(201);
        Api.move(deal, "lose", "pre-qualification", "Chose another").statusCode(201);
        List<String> times = Api.get("/v1/deals/" + deal + "/history")
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.at");
        assertThat(times.stream().skip(times.size() - 2).map(Instant::parse))
                .hasSize(2)
                .allSatisfy(at -> assertThat(at).isAfterOrEqualTo(ahead));
        String closedAt = Api.get("/v1/deals/" + deal).extract().path("closedAt");
        assertThat(Instant.parse(closedAt)).isAfterOrEqualTo(ahead);
    }
}
