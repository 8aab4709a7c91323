package io.salesprocess.event.timer;

import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static io.salesprocess.testkit.PipelineBodies.pipeline;
import static io.salesprocess.testkit.PipelineBodies.stage;
import static io.salesprocess.testkit.Sales.created;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.deal.history.Followers;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.testkit.LogCapture;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The worker as the service runs it, on the machine's clock. */
@QuarkusTest
class TimerWorkerTest {

    @Inject
    Timers timers;

    @Inject
    Followers followers;

    @Inject
    Sql sql;

    @Inject
    MeterRegistry registry;

    private final String pipeline = unique("hurried");

    /** History is followed from here on, as other tests have left a lot of it. */
    @BeforeEach
    void publish() {
        sql.update("DELETE FROM follower_position WHERE name = ?", Timers.FOLLOWER);
        followers
                .handingOn(Timers.FOLLOWER, Followers.Start.NOW, 1, events -> {
                    // Left out.
                })
                .step();
        Map<String, Object> only = stage("one");
        only.put("targetDuration", "PT1S");
        post("/v1/pipelines", pipeline(pipeline, only)).statusCode(201);
    }

    @Test
    void one_run_follows_history_and_tells_what_is_due_and_a_damaged_deal_holds_up_no_other() throws Exception {
        UUID damaged = open();
        UUID deal = open();
        waitUntil(Instant.parse(get(path(deal, "")).extract().path("dueAt")));
        String state = sql.first("SELECT state::text FROM deal WHERE id = ?", row -> row.getString(1), damaged)
                .orElseThrow();
        sql.update("UPDATE deal SET state = '{\"visits\": 1}' WHERE id = ?", damaged);
        try (LogCapture log = new LogCapture()) {
            timers.work();
            assertThat(log.text()).contains("Deal " + damaged + " cannot be told what is due");
        } finally {
            sql.update("UPDATE deal SET state = ?::jsonb WHERE id = ?", state, damaged);
        }
        timers.work();

        assertThat(told(deal)).isEqualTo(1);
        assertThat(told(damaged)).as("left out for an hour").isZero();
        assertThat(registry.get("salesprocess.timers.lag.seconds").gauge().value())
                .isLessThan(60);
        assertThat(registry.get("salesprocess.timers.due").gauge().value()).isPositive();
        assertThat(registry.get("salesprocess.timers.oldest.seconds").gauge().value())
                .isPositive();
        assertThat(registry.get("salesprocess.timers.lateness")
                        .tag("type", "stage.overdue")
                        .timer()
                        .count())
                .isPositive();
    }

    private UUID open() {
        return created("/v1/deals", Map.of("prospectId", Sales.prospect(), "pipeline", pipeline));
    }

    private static void waitUntil(Instant time) throws InterruptedException {
        while (!Instant.now().isAfter(time)) {
            Thread.sleep(50);
        }
    }

    private long told(UUID deal) {
        return sql.count("SELECT FROM deal_event WHERE deal_id = ? AND type = 'stage.overdue'", deal);
    }
}
