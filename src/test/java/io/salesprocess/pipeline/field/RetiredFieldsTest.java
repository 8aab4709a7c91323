package io.salesprocess.pipeline.field;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.patch;
import static io.salesprocess.testkit.Api.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.salesprocess.platform.database.Transactions;
import io.salesprocess.testkit.Api;
import io.salesprocess.testkit.Fields;
import io.salesprocess.testkit.Fields.Field;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A field that a stage needs is not retired (rule 18), however close publishing and retiring come to each other. */
@QuarkusTest
class RetiredFieldsTest {

    private static final int WHILE_MS = 300;
    private static final int AT_MOST_S = 10;

    @Inject
    DataSource dataSource;

    @Inject
    CustomFields fields;

    @Inject
    Transactions transactions;

    private final String pipeline = "needing-" + UUID.randomUUID();

    @Test
    void the_newest_version_of_a_pipeline_keeps_a_field_in_use() throws SQLException {
        Field field = Fields.own("deal", "text");
        publish(1, field.key(), field.key());
        retire(field)
                .then()
                .statusCode(422)
                .body("type", is("/problems/rule-violated"), "rule", is(18))
                .body(
                        "detail",
                        allOf(
                                containsString("stage first of pipeline " + pipeline + ", version 1"),
                                containsString("stage second of pipeline " + pipeline + ", version 1")));
        publish(2, null, field.key());
        retire(field)
                .then()
                .statusCode(422)
                .body("detail", allOf(containsString("version 2"), not(containsString("version 1"))));
        publish(3, null, null);
        field.retire();
    }

    @Test
    void an_older_version_keeps_it_in_use_while_open_deals_follow_it() throws SQLException {
        Field field = Fields.own("deal", "text");
        publish(1, field.key(), null);
        UUID deal = Sales.created("/v1/deals", Map.of("prospectId", Sales.prospect(), "pipeline", pipeline));
        publish(2, null, null);
        retire(field).then().statusCode(422).body("detail", containsString("version 1"));
        Api.move(deal, "advance", "first").statusCode(422).body("unmet[0].criterion", is("field-present"));
        patch("/v1/deals/" + deal, Map.of());
        caller().header("If-Match", "*")
                .body(Map.of("customFields", Map.of(field.key(), "x")))
                .patch("/v1/deals/" + deal)
                .then()
                .statusCode(200);
        Api.move(deal, "advance", "first").statusCode(201);
        Api.move(deal, "lose", "second", "Enough").statusCode(201);
        field.retire();
    }

    @Test
    void a_field_of_prospects_is_not_what_a_stage_needs() throws SQLException {
        Field field = Fields.own("prospect", "text");
        publish(1, field.key(), null);
        field.retire();
        publish(2, null, null);
    }

    @Test
    void retiring_waits_for_a_publication_that_holds_the_field() throws Exception {
        Field field = Fields.own("deal", "text");
        CompletableFuture<Response> retirement = transactions.run(() -> {
            assertThat(fields.hold(FieldSubject.DEAL, List.of(field.key()))).isEmpty();
            CompletableFuture<Response> other = CompletableFuture.supplyAsync(() -> retire(field));
            waits(other);
            // On a connection of its own, and committed before this transaction lets go of the field.
            publishUnchecked(1, field.key());
            return other;
        });
        retirement.get(AT_MOST_S, TimeUnit.SECONDS).then().statusCode(422);
        publish(2, null, null);
        field.retire();
    }

    @Test
    void a_publication_waits_for_a_retirement_and_learns_of_it() throws Exception {
        Field field = Fields.own("deal", "text");
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            execute(connection, "UPDATE custom_field SET retired = true WHERE id = ?", field.id());
            CompletableFuture<Set<String>> held = CompletableFuture.supplyAsync(
                    () -> transactions.run(() -> fields.hold(FieldSubject.DEAL, List.of("noSuchField", field.key()))));
            waits(held);
            connection.commit();
            assertThat(held.get(AT_MOST_S, TimeUnit.SECONDS)).containsExactlyInAnyOrder(field.key(), "noSuchField");
        }
        assertThat(fields.exists(FieldSubject.DEAL, field.key())).isFalse();
    }

    @Test
    void a_value_that_comes_with_a_retirement_is_there_before_it_or_refused() throws Exception {
        Field field = Fields.own("deal", "text");
        UUID deal = Sales.deal();
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            execute(connection, "UPDATE custom_field SET retired = true WHERE id = ?", field.id());
            CompletableFuture<Response> write = CompletableFuture.supplyAsync(() -> caller().header("If-Match", "*")
                    .body(Map.of("customFields", Map.of(field.key(), unique("value"))))
                    .patch("/v1/deals/" + deal));
            waits(write);
            connection.commit();
            write.get(AT_MOST_S, TimeUnit.SECONDS).then().statusCode(400);
        }
    }

    private static void waits(CompletableFuture<?> work) {
        try {
            work.get(WHILE_MS, TimeUnit.MILLISECONDS);
            throw new AssertionError("It did not wait: " + work.join());
        } catch (TimeoutException e) {
            assertThat(work).isNotDone();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Response retire(Field field) {
        return caller().body(Map.of("retired", true)).patch("/v1/custom-fields/" + field.id());
    }

    private void publishUnchecked(int version, String needed) {
        try {
            publish(version, needed, null);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param first the field that the first stage needs, or null */
    private void publish(int version, String first, String second) throws SQLException {
        String stages = "[" + stage("first", first) + "," + stage("second", second) + "]";
        try (Connection connection = dataSource.getConnection()) {
            execute(
                    connection,
                    "INSERT INTO pipeline_version (key, version, title, stages, published_at)"
                            + " VALUES (?, ?, 'Needing', ?::jsonb, now())",
                    pipeline,
                    version,
                    stages);
            execute(
                    connection,
                    "INSERT INTO pipeline_state (key, newest, retired, revision) VALUES (?, ?, false, ?)"
                            + " ON CONFLICT (key) DO UPDATE SET newest = EXCLUDED.newest, revision = EXCLUDED.revision",
                    pipeline,
                    version,
                    version);
        }
        pause();
    }

    /** The newest version is known for a second. */
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(1_100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String stage(String key, String field) {
        String criterion =
                field == null ? "" : "{\"type\": \"field-present\", \"parameters\": {\"field\": \"" + field + "\"}}";
        return "{\"key\": \"%s\", \"title\": \"%s\", \"description\": \"\", \"targetDuration\": \"P7D\", \"exitCriteria\": [%s]}"
                .formatted(key, key, criterion);
    }

    private static void execute(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }
}
