package io.salesprocess.deal;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.testkit.Sales;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a transition and a submission cost, counted on the wire between the service and its database. */
@QuarkusTest
class RoundTripTest {

    private static final int SAMPLES = 8;
    private static final long NEW = 3;
    private static final long KNOWN = 5;

    /** Filled in by the test database; null if the tests run on an external one. */
    AtomicLong roundTrips;

    @BeforeEach
    void needs_the_wire() {
        assumeTrue(roundTrips != null, "Round trips are counted on the embedded database only.");
    }

    @Test
    void an_advance_needs_two_round_trips_with_its_commit_however_long_the_history() {
        assertThat(cost(0)).isPositive().isLessThanOrEqualTo(2);
        assertThat(cost(30)).isEqualTo(cost(0));
    }

    @Test
    void an_advance_in_a_pipeline_with_a_calendar_needs_no_more() {
        String pipeline = Sales.countedPipeline(Sales.calendar());
        List<Long> costs = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            UUID deal = Sales.created("/v1/deals", Map.of("prospectId", Sales.prospect(), "pipeline", pipeline));
            long before = roundTrips.get();
            caller().header("Idempotency-Key", unique("key"))
                    .body(Map.of("type", "advance", "from", "one"))
                    .post(path(deal, "/transitions"))
                    .then()
                    .statusCode(201);
            costs.add(roundTrips.get() - before);
        }
        assertThat(Collections.min(costs)).isPositive().isLessThanOrEqualTo(2);
    }

    @Test
    void a_submission_needs_no_more_round_trips_than_it_did_before_people_were_protected() {
        String form = Sales.form("standard");
        Supplier<Map<String, Object>> fresh = Sales::submission;
        assertThat(cost(form, fresh)).as("by somebody new").isPositive().isLessThanOrEqualTo(NEW);
        Object person = fresh.get().get("prospect");
        Supplier<Map<String, Object>> known = () ->
                Map.of("submissionId", unique("web"), "prospect", person, "answers", Map.of("need", unique("More")));
        submit(form, known.get());
        assertThat(cost(form, known)).as("by somebody known").isPositive().isLessThanOrEqualTo(KNOWN);
        Supplier<Map<String, Object>> suggesting = () -> Map.of(
                "submissionId", unique("web"),
                "prospect", Map.of("name", unique("Ada"), "email", ((Map<?, ?>) person).get("email")));
        assertThat(cost(form, suggesting)).as("with a suggestion").isPositive().isLessThanOrEqualTo(KNOWN);
    }

    private long cost(String form, Supplier<Map<String, Object>> submissions) {
        List<Long> costs = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            Map<String, Object> submission = submissions.get();
            long before = roundTrips.get();
            submit(form, submission);
            costs.add(roundTrips.get() - before);
        }
        return Collections.min(costs);
    }

    private static void submit(String form, Map<String, Object> submission) {
        caller().header("Idempotency-Key", unique("key"))
                .body(submission)
                .post("/v1/forms/" + form + "/submissions")
                .then()
                .statusCode(201);
    }

    /**
     * What an advance costs after so many other events: the least of several. Single ones may cost more, because the pool looks
     * after its connections on the same wire, and what is cached for a second is read again.
     */
    private long cost(int otherEvents) {
        List<Long> costs = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            UUID deal = Sales.deal();
            for (int event = 0; event < otherEvents; event++) {
                post(path(deal, "/activities"), Map.of("kind", "call", "outcome", "neutral"))
                        .statusCode(201);
            }
            Sales.satisfy(deal, "pre-qualification");
            long before = roundTrips.get();
            caller().header("Idempotency-Key", unique("key"))
                    .body(Map.of("type", "advance", "from", "pre-qualification"))
                    .post(path(deal, "/transitions"))
                    .then()
                    .statusCode(201);
            costs.add(roundTrips.get() - before);
        }
        return Collections.min(costs);
    }
}
