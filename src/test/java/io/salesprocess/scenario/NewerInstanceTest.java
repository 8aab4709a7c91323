package io.salesprocess.scenario;

import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.testkit.Fields;
import io.salesprocess.testkit.Http;
import io.salesprocess.testkit.Http.Answer;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In a rolling upgrade a newer instance adds columns while this one serves, with statements that it has prepared before. */
@QuarkusTest
class NewerInstanceTest {

    /** Statements are prepared for good when a connection has seen them a few times, and there are several connections. */
    private static final int OFTEN = 20;

    private static final String TABLES = """
            SELECT table_name FROM information_schema.tables
            WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND table_name <> 'flyway_schema_history'""";

    private static final String COLUMN = "added_by_a_newer_instance";

    @Inject
    DataSource database;

    @TestHTTPResource
    URI service;

    private Http http;
    private UUID deal;
    private String form;
    private String field;
    private String fieldOfProspects;

    @BeforeEach
    void open() {
        http = new Http(service);
        deal = Sales.deal();
        form = Sales.form("standard");
        field = Fields.shared("deal", "region", "text");
        fieldOfProspects = Fields.shared("prospect", "industry", "text");
    }

    @AfterEach
    void drop() throws SQLException {
        onEveryTable("DROP COLUMN IF EXISTS " + COLUMN);
    }

    @Test
    void whatever_this_one_reads_and_writes_goes_on() throws SQLException {
        for (int i = 0; i < OFTEN; i++) {
            assertThat(faults()).isEmpty();
        }
        onEveryTable("ADD COLUMN " + COLUMN + " text");
        for (int i = 0; i < OFTEN; i++) {
            assertThat(faults()).isEmpty();
        }
    }

    /** What does not answer as it should. */
    private List<String> faults() {
        List<String> faults = new ArrayList<>();
        String prospect = http.get("/v1/deals/" + deal).text("prospectId");
        Answer submission = http.send("POST", "/v1/forms/" + form + "/submissions", Sales.submission());
        check("submission", submission.status(), 201, faults);
        Stream.of(
                        "/v1/deals?limit=2",
                        "/v1/deals/" + deal,
                        path(deal, "/history"),
                        path(deal, "/history/verification"),
                        path(deal, "/questions"),
                        path(deal, "/messages"),
                        path(deal, "/activities"),
                        path(deal, "/approvals"),
                        path(deal, "/proposals"),
                        path(deal, "/documents"),
                        path(deal, "/payments"),
                        "/v1/prospects?q=a&limit=2",
                        "/v1/prospects/" + prospect,
                        "/v1/submissions?limit=2",
                        String.valueOf(submission.header("Location")),
                        "/v1/forms",
                        "/v1/pipelines",
                        "/v1/pipelines/standard",
                        "/v1/offerings?limit=2",
                        "/v1/custom-fields?limit=2",
                        "/v1/deals?limit=2&field." + field + "=x",
                        "/v1/prospects?limit=2&field." + fieldOfProspects + "=x",
                        "/v1/salespeople?limit=2",
                        "/v1/api-keys?limit=2",
                        "/v1/insights/funnel",
                        "/v1/insights/stage-durations",
                        "/v1/insights/salespeople",
                        "/v1/insights/activities")
                .forEach(address -> check(address, http.get(address).status(), 200, faults));
        Answer activity = http.send("POST", path(deal, "/activities"), Map.of("kind", "call", "outcome", "positive"));
        check("activity", activity.status(), 201, faults);
        Map<String, Object> values = Map.of("customFields", Map.of(field, "x" + System.nanoTime()));
        check(
                "fields",
                http.send("PATCH", "/v1/deals/" + deal, values, "If-Match", "*").status(),
                200,
                faults);
        return faults;
    }

    private static void check(String what, int status, int expected, List<String> faults) {
        if (status != expected) {
            faults.add(what + " answers " + status);
        }
    }

    private void onEveryTable(String change) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet row = statement.executeQuery(TABLES)) {
                while (row.next()) {
                    tables.add(row.getString(1));
                }
            }
            assertThat(tables).isNotEmpty();
            for (String table : tables) {
                statement.execute("ALTER TABLE " + table + " " + change);
            }
        }
    }
}
