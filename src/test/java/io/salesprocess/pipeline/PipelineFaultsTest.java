package io.salesprocess.pipeline;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static io.salesprocess.testkit.PipelineBodies.criterion;
import static io.salesprocess.testkit.PipelineBodies.pipeline;
import static io.salesprocess.testkit.PipelineBodies.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.salesprocess.pipeline.PipelineRequest.CriterionRequest;
import io.salesprocess.pipeline.PipelineRequest.StageRequest;
import io.salesprocess.pipeline.domain.PipelineRef;
import io.salesprocess.testkit.Fields;
import io.salesprocess.testkit.Fields.Field;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a pipeline is named with its place before it is published. */
@QuarkusTest
class PipelineFaultsTest {

    private static final int LARGEST_ANSWER = 64 * 1024;

    private final String key = unique("faults");

    @Inject
    PipelineChecks checks;

    @Inject
    PipelineVersions versions;

    @ParameterizedTest
    @ValueSource(strings = {"standard", "proposal"})
    void the_shipped_pipelines_go_through_the_same_checks(String shipped) {
        PipelineDefinition definition =
                versions.find(new PipelineRef(shipped, 1)).orElseThrow();
        assertThat(checks.faults(asRequest(definition)).errors()).isEmpty();
    }

    @Test
    void every_fault_is_named_at_once() {
        Map<String, Object> late = stage("discovery", criterion("greeted"), criterion("greeted"));
        late.put("targetDuration", "P1M");
        Map<String, Object> body = pipeline(
                "Not A Key",
                stage("won", criterion("interested")),
                stage(
                        "discovery",
                        criterion("activity-recorded", "outcome", "great"),
                        criterion("survey-started", "minimumAnswers", "3", "of/all", true),
                        criterion("field-present")),
                late);
        body.put("title", " ");
        body.put("calendar", unique("none"));
        Map<String, String> faults = faults(body);
        assertThat(faults)
                .containsOnlyKeys(
                        "/key",
                        "/title",
                        "/calendar",
                        "/stages/0/key",
                        "/stages/0/exitCriteria/0/type",
                        "/stages/1/exitCriteria/0/parameters/kind",
                        "/stages/1/exitCriteria/0/parameters/outcome",
                        "/stages/1/exitCriteria/1/parameters/minimumAnswers",
                        "/stages/1/exitCriteria/1/parameters/of~1all",
                        "/stages/1/exitCriteria/2/parameters/field",
                        "/stages/2/key",
                        "/stages/2/targetDuration",
                        "/stages/2/exitCriteria/1");
        assertThat(faults.get("/stages/0/exitCriteria/0/type"))
                .contains("There is no criterion interested.", "survey-started");
        assertThat(faults.get("/stages/1/exitCriteria/0/parameters/kind")).isEqualTo("kind is required.");
        assertThat(faults.get("/stages/2/key")).isEqualTo("is the key of /stages/1 as well");
        assertThat(faults.get("/stages/2/exitCriteria/1")).isEqualTo("is the same as /stages/2/exitCriteria/0");
        get("/v1/pipelines/" + key).statusCode(404);
    }

    @Test
    void custom_fields_that_stages_need_exist_and_take_values() {
        Field retired = Fields.own("deal", "text");
        retired.retire();
        String ofProspects = Fields.shared("prospect", "faultsOfProspects", "text");
        Field field = Fields.own("deal", "number");
        Map<String, Object> body = pipeline(
                key,
                stage(
                        "one",
                        criterion("field-present", "field", field.key()),
                        criterion("field-present", "field", retired.key()),
                        criterion("field-present", "field", ofProspects)),
                stage("two", criterion("field-present", "field", "noSuchField")),
                stage("three", criterion("field-present", "field", "not a key")));
        assertThat(faults(body))
                .containsOnlyKeys(
                        "/stages/0/exitCriteria/1/parameters/field",
                        "/stages/0/exitCriteria/2/parameters/field",
                        "/stages/1/exitCriteria/0/parameters/field",
                        "/stages/2/exitCriteria/0/parameters/field");
        check(pipeline(key, stage("one", criterion("field-present", "field", field.key()))))
                .then()
                .statusCode(200);
        field.retire();
    }

    @Test
    void what_is_missing_is_named() {
        assertThat(faults(Map.of())).containsOnlyKeys("/key", "/title", "/stages");
        Map<String, Object> empty = pipeline(key);
        assertThat(faults(empty)).containsEntry("/stages", "must have 1 to 50 stages");
        Map<String, Object> nothing = pipeline(key);
        List<Object> stages = new ArrayList<>();
        stages.add(null);
        stages.add(Map.of());
        nothing.put("stages", stages);
        assertThat(faults(nothing))
                .containsOnlyKeys("/stages/0", "/stages/1/key", "/stages/1/title", "/stages/1/targetDuration");
        Map<String, Object> typeless = stage("one");
        typeless.put("exitCriteria", List.of(Map.of("parameters", Map.of("kind", "demo"))));
        assertThat(faults(pipeline(key, typeless))).containsOnlyKeys("/stages/0/exitCriteria/0/type");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "P1W      | weeks, months and years",
                "P1Y      | weeks, months and years",
                "P1M      | weeks, months and years",
                "P1M1D    | weeks, months and years",
                "7 days   | such as P2D",
                "P        | such as P2D",
                "PT       | such as P2D",
                "P0D      | such as P2D",
                "-P1D     | such as P2D",
                "PT1.5H   | such as P2D",
                "P3651D   | such as P2D",
                "P999999999D | such as P2D",
                "PT9999999999H | such as P2D"
            })
    void durations_that_are_none_are_refused_with_the_reason(String duration, String reason) {
        Map<String, Object> stage = stage("one");
        stage.put("targetDuration", duration);
        assertThat(faults(pipeline(key, stage)))
                .hasSize(1)
                .hasEntrySatisfying(
                        "/stages/0/targetDuration", detail -> assertThat(detail).contains(reason));
    }

    @ParameterizedTest
    @CsvSource({"P7D, P7D", "PT8H, PT8H", "PT90M, PT1H30M", "P1DT0H, P1D", "PT24H, PT24H", "P3650D, P3650D"})
    void durations_are_shown_in_one_form(String duration, String shown) {
        Map<String, Object> stage = stage("one");
        stage.put("targetDuration", duration);
        check(pipeline(key, stage)).then().statusCode(200).body("stages[0].targetDuration", is(shown));
    }

    @Test
    void there_are_bounds_on_all_that_can_be_many() {
        assertThat(faults(pipeline(key, stages(51, 0)))).containsOnlyKeys("/stages");
        assertThat(faults(pipeline(key, stages(1, 21)))).containsOnlyKeys("/stages/0/exitCriteria");
        assertThat(faults(pipeline(key, stages(41, 5))))
                .containsEntry("/stages", "must have at most 200 exit criteria together, and have 205");
        check(pipeline(key, stages(50, 4))).then().statusCode(200);
        check(pipeline(key, stages(1, 20))).then().statusCode(200);
        Map<String, Object> wordy = pipeline("k".repeat(64), stage("s".repeat(64)));
        wordy.put("title", "t".repeat(101));
        assertThat(faults(wordy)).containsOnlyKeys("/key", "/title", "/stages/0/key");
        assertThat(faults(pipeline("a-".repeat(30_000) + "a", stage("b-".repeat(30_000) + "b"))))
                .containsOnlyKeys("/key", "/stages/0/key", "/stages/0/title");
        Map<String, Object> lines = pipeline(key, stage("one"));
        lines.put("title", "Partner\nsales");
        assertThat(faults(lines)).containsOnlyKeys("/title");
        Map<String, Object> greek = pipeline(key, stage("one"));
        greek.put("title", "Πωλήσεις σε συνεργάτες 合作伙伴销售");
        check(greek).then().statusCode(200);
    }

    @Test
    void an_answer_names_so_many_faults_that_it_stays_small() {
        Map<String, Object> body = pipeline(key, stages(50, 20));
        for (Object stage : (List<?>) body.get("stages")) {
            for (Object one : (List<?>) ((Map<?, ?>) stage).get("exitCriteria")) {
                @SuppressWarnings("unchecked")
                Map<String, Object> criterion = (Map<String, Object>) one;
                criterion.put("type", "no-such-" + "x".repeat(80));
            }
        }
        Response answer = post("/v1/pipelines", body).statusCode(400).extract().response();
        assertThat(answer.asByteArray().length).isLessThan(LARGEST_ANSWER);
        assertThat(answer.<String>path("detail")).startsWith("More than ");
    }

    @Test
    void fields_that_are_not_the_callers_to_set_are_refused() {
        Map<String, Object> body = pipeline(key, stage("one"));
        body.put("version", 7);
        post("/v1/pipelines", body).statusCode(400).body("errors[0].pointer", is("/version"));
        post("/v1/pipelines", "{\"key\": \"x\", \"stages\": 5}")
                .statusCode(400)
                .body("errors[0].pointer", is("/stages"));
        caller().post("/v1/pipelines").then().statusCode(400);
        post("/v1/pipelines?dryRun=perhaps", pipeline(key, stage("one")))
                .statusCode(400)
                .body("errors[0].parameter", is("dryRun"));
        post("/v1/pipelines", pipeline(key, stage("one", criterion("activity-recorded", "kind", "de\u0000mo"))))
                .statusCode(400)
                .body("errors[0].detail", containsString("control characters"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object>[] stages(int stages, int criteria) {
        return IntStream.range(0, stages)
                .mapToObj(i -> stage(
                        "stage-" + i,
                        IntStream.range(0, criteria)
                                .mapToObj(n -> criterion("activity-recorded", "kind", "kind-" + n))
                                .toArray(Map[]::new)))
                .toArray(Map[]::new);
    }

    /** The faults of a pipeline, which are the same in a dry run. */
    private static Map<String, String> faults(Map<String, Object> body) {
        Map<String, String> faults =
                faults(post("/v1/pipelines", body).statusCode(400).extract().response());
        assertThat(faults(check(body).then().statusCode(400).extract().response()))
                .isEqualTo(faults);
        return faults;
    }

    private static Map<String, String> faults(Response answer) {
        Map<String, String> faults = new TreeMap<>();
        for (Map<String, String> error : answer.<List<Map<String, String>>>path("errors")) {
            faults.put(error.get("pointer"), error.get("detail"));
        }
        return faults;
    }

    private static Response check(Map<String, Object> body) {
        return caller().body(body).post("/v1/pipelines?dryRun=true");
    }

    private static PipelineRequest asRequest(PipelineDefinition definition) {
        return new PipelineRequest(
                definition.key(),
                definition.title(),
                definition.calendar(),
                definition.stages().stream()
                        .map(stage -> new StageRequest(
                                stage.key(),
                                stage.title(),
                                stage.description(),
                                stage.targetDuration(),
                                stage.reception(),
                                stage.exitCriteria().stream()
                                        .map(one -> new CriterionRequest(one.type(), one.parameters()))
                                        .toList()))
                        .toList());
    }
}
