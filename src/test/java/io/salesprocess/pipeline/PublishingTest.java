package io.salesprocess.pipeline;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.move;
import static io.salesprocess.testkit.Api.patch;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static io.salesprocess.testkit.PipelineBodies.criterion;
import static io.salesprocess.testkit.PipelineBodies.pipeline;
import static io.salesprocess.testkit.PipelineBodies.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.Fields;
import io.salesprocess.testkit.Fields.Field;
import io.salesprocess.testkit.Sales;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pipelines are published in versions, and retired (rule 18). */
@QuarkusTest
class PublishingTest {

    private final String key = unique("publishing");

    @Test
    void a_pipeline_is_published_and_deals_open_in_it_at_once() {
        Map<String, Object> first = stage("discovery", criterion("survey-started"));
        first.put("reception", true);
        first.put("description", " We learn what the client needs. ");
        publish(pipeline(key, first, stage("closing")))
                .statusCode(201)
                .header("Location", endsWith("/v1/pipelines/" + key + "/versions/1"))
                .header("ETag", is("\"1\""))
                .body("key", is(key), "version", is(1), "retired", is(false), "calendar", nullValue())
                .body("publishedAt", notNullValue())
                .body("stages[0].description", is("We learn what the client needs."))
                .body("stages[0].exitCriteria[0].parameters.minimumAnswers", is(1))
                .body("stages.reception", contains(true, false));
        get("/v1/pipelines/" + key).header("ETag", is("\"1\"")).body("stages.key", contains("discovery", "closing"));
        get("/v1/pipelines/" + key + "/versions/1").header("ETag", is("\"1\"")).body("stages.reception", hasItem(true));
        get("/v1/pipelines/" + key + "/versions/2").statusCode(404);
        open().statusCode(201).body("stage", is("discovery"), "pipeline.version", is(1));
        publish(pipeline(key, stage("contact"))).statusCode(201).body("version", is(2));
        open().statusCode(201).body("stage", is("contact"), "pipeline.version", is(2));
        UUID byForm = Sales.dealBy(Sales.form(key));
        get("/v1/deals/" + byForm).body("pipeline.version", is(2));
        publish(pipeline(key, stage("offer"))).statusCode(201).body("version", is(3));
        UUID third = Sales.dealBy(Sales.form(key));
        get("/v1/deals/" + third).body("pipeline.version", is(3));
        get("/v1/audit?subjectId=" + key)
                .body("items.action", contains("pipeline-published", "pipeline-published", "pipeline-published"))
                .body("items[0].subject.kind", is("pipeline"));
    }

    @Test
    void the_same_definition_again_publishes_nothing_however_it_is_written() {
        Map<String, Object> stage = stage("one", criterion("survey-started", "minimumAnswers", 1));
        stage.put("targetDuration", "PT90M");
        publish(pipeline(key, stage)).statusCode(201);
        publish(pipeline(key, stage)).statusCode(200).body("version", is(1)).header("ETag", is("\"1\""));
        publish("""
                {"title": " Partner sales ", "calendar": null, "stages": [{"exitCriteria": [{"type": "survey-started"}],
                 "targetDuration": "PT1H30M", "title": "The stage one", "reception": null, "description": "", "key": "one"}],
                 "key": "%s"}""".formatted(key))
                .statusCode(200)
                .header("Location", endsWith("/v1/pipelines/" + key + "/versions/1"))
                .body("version", is(1));
        stage.put("targetDuration", "PT2H");
        publish(pipeline(key, stage)).statusCode(201).body("version", is(2));
        stage.put("targetDuration", "PT90M");
        publish(pipeline(key, stage)).statusCode(201).body("version", is(3));
    }

    @Test
    void twenty_four_hours_are_not_a_day_since_a_calendar_counts_them_otherwise() {
        Map<String, Object> stage = stage("one");
        stage.put("targetDuration", "P1D");
        publish(pipeline(key, stage)).statusCode(201);
        stage.put("targetDuration", "PT24H");
        publish(pipeline(key, stage)).statusCode(201).body("version", is(2));
    }

    @Test
    void what_is_shown_of_a_pipeline_can_be_published_again() {
        for (String shipped : List.of("standard", "proposal")) {
            Map<String, Object> shown = new HashMap<>(
                    get("/v1/pipelines/" + shipped).extract().jsonPath().getMap("$"));
            List.of("version", "publishedAt", "retired").forEach(shown::remove);
            publish(shown).statusCode(200).body("version", is(1));
        }
    }

    @Test
    void a_dry_run_shows_what_would_be_published_and_stores_nothing() {
        Map<String, Object> body = pipeline(key, stage("one", criterion("survey-started")));
        dryRun(body).statusCode(200).body("version", is(1), "publishedAt", nullValue(), "stages", hasSize(1));
        get("/v1/pipelines/" + key).statusCode(404);
        publish(body).statusCode(201);
        dryRun(body).statusCode(200).body("version", is(1), "publishedAt", notNullValue());
        dryRun(pipeline(key, stage("two"))).statusCode(200).body("version", is(2), "publishedAt", nullValue());
        get("/v1/pipelines/" + key).body("version", is(1), "stages[0].key", is("one"));
        get("/v1/audit?subjectId=" + key).body("items", hasSize(1));
    }

    @Test
    void a_retry_with_the_same_idempotency_key_publishes_once() {
        String idempotencyKey = unique("key");
        for (int i = 0; i < 2; i++) {
            caller().header("Idempotency-Key", idempotencyKey)
                    .body(pipeline(key, stage("one")))
                    .post("/v1/pipelines")
                    .then()
                    .statusCode(201)
                    .body("version", is(1));
        }
    }

    @Test
    void administrators_who_publish_at_once_publish_one_version_after_the_other() throws Exception {
        List<Integer> versions = Concurrently.run(8, number -> publish(pipeline(key, stage("stage-" + number)))
                .statusCode(201)
                .extract()
                .path("version"));
        assertThat(new TreeSet<>(versions)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        get("/v1/pipelines/" + key).body("version", is(8)).header("ETag", is("\"8\""));
        List<Integer> again = Concurrently.run(
                8, number -> publish(pipeline(key, stage("same"))).extract().statusCode());
        assertThat(again).containsOnlyOnce(201).contains(200).hasSize(8);
        get("/v1/pipelines/" + key).body("version", is(9));
    }

    @Test
    void a_retired_pipeline_takes_no_new_deals_and_running_ones_go_on() {
        publish(pipeline(key, stage("one"), stage("two"))).statusCode(201);
        UUID running = UUID.fromString(open().statusCode(201).extract().path("id"));
        String tag = get("/v1/pipelines/" + key).extract().header("ETag");
        String retired = retire(tag, true)
                .statusCode(200)
                .body("retired", is(true), "version", is(1))
                .header("ETag", not(tag))
                .extract()
                .header("ETag");
        open().statusCode(422)
                .body("type", is("/problems/rule-violated"), "rule", is(18))
                .body("detail", containsString("is retired"));
        post("/v1/forms", form(key)).statusCode(422).body("rule", is(18));
        publish(pipeline(key, stage("three"))).statusCode(422).body("detail", containsString("retired to false"));
        publish(pipeline(key, stage("one"), stage("two"))).statusCode(422);
        dryRun(pipeline(key, stage("three"))).statusCode(422);
        move(running, "advance", "one").statusCode(201);
        move(running, "advance", "two").statusCode(201);
        get("/v1/pipelines/" + key + "/versions/1").body("retired", is(true));
        retire(retired, true).statusCode(200).header("ETag", is(retired));
        retire(retired, false).statusCode(200).body("retired", is(false)).header("ETag", is("\"3\""));
        open().statusCode(201);
        publish(pipeline(key, stage("three"))).statusCode(201).header("ETag", is("\"4\""));
        get("/v1/audit?subjectId=" + key)
                .body(
                        "items.action",
                        contains(
                                "pipeline-published", "pipeline-reinstated", "pipeline-retired", "pipeline-published"));
    }

    @Test
    void retiring_needs_the_current_version() {
        publish(pipeline(key, stage("one"))).statusCode(201);
        caller().body(Map.of("retired", true))
                .patch("/v1/pipelines/" + key)
                .then()
                .statusCode(428);
        retire("\"7\"", true).statusCode(412);
        publish(pipeline(key, stage("two"))).statusCode(201);
        retire("\"1\"", true).statusCode(412);
        caller().header("If-Match", "\"2\"")
                .body("{\"retired\": null}")
                .patch("/v1/pipelines/" + key)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", is("/retired"));
        caller().header("If-Match", "\"2\"")
                .body("{\"title\": \"Another\"}")
                .patch("/v1/pipelines/" + key)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", is("/title"));
        caller().header("If-Match", "*")
                .body(Map.of("retired", true))
                .patch("/v1/pipelines/" + unique("none"))
                .then()
                .statusCode(404);
    }

    @Test
    void a_pipeline_is_not_retired_while_a_form_opens_deals_in_it() {
        publish(pipeline(key, stage("one"))).statusCode(201);
        Map<String, Object> form = form(key);
        String formKey = (String) form.get("key");
        post("/v1/forms", form).statusCode(201);
        retire("*", true).statusCode(422).body("rule", is(18)).body("detail", containsString("form " + formKey));
        UUID deal = Sales.dealBy(formKey);
        get("/v1/deals/" + deal).body("pipeline.key", is(key));
        form.put("pipeline", "standard");
        caller().header("If-Match", "*")
                .body(form)
                .put("/v1/forms/" + formKey)
                .then()
                .statusCode(200);
        retire("*", true).statusCode(200);
        UUID next = Sales.dealBy(formKey);
        get("/v1/deals/" + next).body("pipeline.key", is("standard"));
    }

    @Test
    void no_deal_is_opened_after_the_answer_to_the_request_that_retired_the_pipeline() throws Exception {
        publish(pipeline(key, stage("one"))).statusCode(201);
        String prospect = Sales.prospect().toString();
        long[] answered = {0};
        Concurrently.run(9, number -> {
            if (number == 0) {
                pause();
                retire("*", true).statusCode(200);
                answered[0] = deals();
                return null;
            }
            for (int i = 0; i < 12; i++) {
                post("/v1/deals", Map.of("prospectId", prospect, "pipeline", key));
            }
            return null;
        });
        assertThat(deals()).isEqualTo(answered[0]);
        open().statusCode(422);
    }

    @Test
    void a_field_is_not_retired_while_a_pipeline_that_needs_it_is_published() throws Exception {
        for (int round = 0; round < 3; round++) {
            Field field = Fields.own("deal", "text");
            String name = key + "-" + round;
            Map<String, Object> needing =
                    pipeline(name, stage("one", criterion("field-present", "field", field.key())));
            List<Integer> statuses = Concurrently.run(2, number -> (number == 0
                            ? publish(needing)
                            : patch("/v1/custom-fields/" + field.id(), Map.of("retired", true)))
                    .extract()
                    .statusCode());
            assertThat(statuses).isIn(List.of(201, 422), List.of(400, 200));
            if (statuses.get(0) == 201) {
                publish(pipeline(name, stage("one"))).statusCode(201);
                field.retire();
            }
        }
    }

    @Test
    void another_calendar_is_another_version() {
        Map<String, Object> body = pipeline(key, stage("one"));
        publish(body).statusCode(201);
        body.put("calendar", Sales.calendar());
        publish(body).statusCode(201).body("version", is(2), "calendar", is(body.get("calendar")));
        publish(body).statusCode(200);
        body.remove("calendar");
        publish(body).statusCode(201).body("version", is(3), "calendar", nullValue());
    }

    @Test
    void lists_can_show_retired_ones_only_or_none_of_them() {
        String other = key + "-b";
        publish(pipeline(key, stage("one"))).statusCode(201);
        publish(pipeline(other, stage("one"))).statusCode(201);
        publish(pipeline(other, stage("two"))).statusCode(201);
        retire("*", true).statusCode(200);
        assertThat(listed("retired=true")).contains(key).doesNotContain(other, "standard");
        assertThat(listed("retired=false")).doesNotContain(key).contains(other, "standard");
        assertThat(listed("count=true")).contains(key, other, "standard");
        get("/v1/pipelines?limit=200")
                .body("items.find { it.key == '" + key + "' }.retired", is(true))
                .body("items.find { it.key == '" + other + "' }.version", is(2));
        get("/v1/pipelines?retired=yes").statusCode(400);
    }

    @Test
    void a_refusal_to_leave_the_last_of_fifty_stages_stays_small() {
        publish(pipeline(key, stages(50))).statusCode(201);
        UUID deal = UUID.fromString(open().statusCode(201).extract().path("id"));
        Response answer =
                move(deal, "advance", "stage-0").statusCode(422).extract().response();
        int each = answer.asByteArray().length / 4;
        assertThat(each * 200).isLessThan(100_000);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object>[] stages(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> stage(
                        "stage-" + i,
                        criterion("activity-recorded", "kind", "kind-" + i, "outcome", "positive"),
                        criterion("possible-issues-recorded"),
                        criterion("message-channel-offered"),
                        criterion("welcome-letter-sent")))
                .toArray(Map[]::new);
    }

    private static List<String> listed(String query) {
        return get("/v1/pipelines?limit=200&" + query).statusCode(200).extract().path("items.key");
    }

    private long deals() {
        return get("/v1/deals?limit=1&count=true&pipeline=" + key)
                .extract()
                .jsonPath()
                .getLong("total");
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, Object> form(String pipeline) {
        Map<String, Object> need = Map.of("key", "need", "label", "Your need", "type", "text");
        return new HashMap<>(
                Map.of("key", unique("form"), "title", "Talk to us", "pipeline", pipeline, "questions", List.of(need)));
    }

    private static ValidatableResponse publish(Object body) {
        return post("/v1/pipelines", body);
    }

    private static ValidatableResponse dryRun(Object body) {
        return post("/v1/pipelines?dryRun=true", body);
    }

    private ValidatableResponse retire(String tag, boolean retired) {
        return caller().header("If-Match", tag)
                .body(Map.of("retired", retired))
                .patch("/v1/pipelines/" + key)
                .then();
    }

    private ValidatableResponse open() {
        return post("/v1/deals", Map.of("prospectId", Sales.prospect(), "pipeline", key));
    }
}
