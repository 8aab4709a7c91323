package io.salesprocess.pipeline.calendar;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.move;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calendars over HTTP, and what they do to due dates (rule 14). */
@QuarkusTest
class CalendarTest {

    private static final List<Map<String, String>> ALL_DAY = List.of(Map.of("from", "00:00", "to", "24:00"));
    private static final Map<String, Object> ALL_WEEK = Map.of(
            "monday", ALL_DAY,
            "tuesday", ALL_DAY,
            "wednesday", ALL_DAY,
            "thursday", ALL_DAY,
            "friday", ALL_DAY,
            "saturday", ALL_DAY,
            "sunday", ALL_DAY);

    @Test
    void a_calendar_is_added_read_listed_and_replaced() {
        String key = unique("calendar");
        Response added = caller().body(office(key)).post("/v1/calendars");
        added.then()
                .statusCode(201)
                .header("Location", endsWith("/v1/calendars/" + key))
                .body("key", is(key), "timeZone", is("Europe/Berlin"))
                .body("week.monday[0].from", is("09:00"), "week.monday[0].to", is("17:30"))
                .body("week.sunday", is(empty()), "holidays", contains("2026-12-25", "2027-01-01"));
        get("/v1/calendars/" + key).header("ETag", is(added.header("ETag"))).body("key", is(key));
        caller().header("If-None-Match", added.header("ETag"))
                .get("/v1/calendars/" + key)
                .then()
                .statusCode(304);
        assertThat(get("/v1/calendars?limit=200").extract().<List<String>>path("items.key"))
                .isSorted()
                .contains(key);
        Map<String, Object> other = office(key);
        other.put("timeZone", "Pacific/Apia");
        replace(key, added.header("ETag"), other)
                .statusCode(200)
                .header("ETag", not(added.header("ETag")))
                .body("timeZone", is("Pacific/Apia"));
        replace(key, added.header("ETag"), other).statusCode(412);
        get("/v1/audit?subjectId=" + key).body("items.action", contains("calendar-replaced", "calendar-created"));
    }

    @Test
    void a_key_belongs_to_one_calendar() {
        String key = unique("calendar");
        post("/v1/calendars", office(key)).statusCode(201);
        post("/v1/calendars", office(key))
                .statusCode(409)
                .body("type", is("/problems/conflict"), "errors[0].pointer", is("/key"));
    }

    @Test
    void replacing_needs_the_version_and_the_key_of_the_address() {
        String key = unique("calendar");
        replace(key, "*", office(key)).statusCode(404);
        post("/v1/calendars", office(key)).statusCode(201);
        caller().body(office(key)).put("/v1/calendars/" + key).then().statusCode(428);
        replace(key, "*", office(unique("other"))).statusCode(400).body("errors[0].pointer", is("/key"));
        get("/v1/calendars/" + unique("calendar")).statusCode(404);
    }

    @Test
    void administrators_edit_calendars_and_others_read_them() {
        String key = unique("calendar");
        for (String role : List.of("manager", "auditor", "receptionist")) {
            caller(Keys.of(role)).body(office(key)).post("/v1/calendars").then().statusCode(403);
            caller(Keys.of(role)).get("/v1/calendars").then().statusCode(200);
        }
        caller(Keys.of("admin")).body(office(key)).post("/v1/calendars").then().statusCode(201);
        caller(Keys.of("intake")).get("/v1/calendars/" + key).then().statusCode(403);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            timeZone | "Mars/Olympus"                                        | /timeZone
            timeZone | "+02:00"                                              | /timeZone
            timeZone | "SystemV/EST5"                                        | /timeZone
            timeZone | null                                                  | /timeZone
            key      | "Not A Key"                                           | /key
            week     | null                                                  | /week
            week     | {}                                                    | /week
            week     | {"monday": []}                                        | /week
            week     | {"monday": [null]}                                    | /week/monday/0
            week     | {"monday": [{"from": "9:00", "to": "17:00"}]}         | /week/monday/0/from
            week     | {"monday": [{"from": "24:00", "to": "24:00"}]}        | /week/monday/0/from
            week     | {"monday": [{"from": "09:00", "to": "24:01"}]}        | /week/monday/0/to
            week     | {"monday": [{"from": "09:00"}]}                       | /week/monday/0/to
            week     | {"monday": [{"from": "09:00", "to": "09:00"}]}        | /week/monday/0/to
            week     | {"friday": [{"from": "17:00", "to": "09:00"}]}        | /week/friday/0/to
            week     | {"monday": [{"from": "09:00", "to": "12:00"}, {"from": "11:59", "to": "17:00"}]} | /week/monday/1/from
            week     | {"monday": [{"from": "13:00", "to": "17:00"}, {"from": "09:00", "to": "12:00"}]} | /week/monday/1/from
            week     | {"mondays": [{"from": "09:00", "to": "17:00"}]}       | /week/mondays
            holidays | ["2026-02-30"]                                        | /holidays/0
            holidays | ["2026-12-25", "25.12.2026"]                          | /holidays/1
            holidays | ["2026-12-25", "2026-12-26", "2026-12-25"]            | /holidays/2
            holidays | ["1969-12-31"]                                        | /holidays/0
            holidays | ["2200-01-01"]                                        | /holidays/0
            holidays | [null]                                                | /holidays/0
            holidays | [1]                                                   | /holidays/0""")
    void each_fault_is_named_where_it_is(String field, String value, String pointer) {
        String body = """
                {"key": "%s", "timeZone": "Europe/Berlin", "week": {"monday": [{"from": "09:00", "to": "17:00"}]},
                    "holidays": []}""".formatted(unique("calendar"));
        Map<String, Object> calendar = new HashMap<>(JsonPath.from(body).getMap("$"));
        calendar.put(field, JsonPath.from("{\"value\": " + value + "}").get("value"));
        post("/v1/calendars", calendar).statusCode(400).body("errors[0].pointer", is(pointer));
    }

    @Test
    void all_faults_are_named_together_and_lists_are_bounded() {
        Map<String, Object> calendar = office(unique("calendar"));
        calendar.put("timeZone", "Nowhere");
        calendar.put("week", Map.of("monday", List.of(Map.of("from", "10:00", "to", "09:00"))));
        calendar.put("holidays", List.of("never", "2026-12-25", "2026-12-25"));
        post("/v1/calendars", calendar)
                .statusCode(400)
                .body("errors.pointer", contains("/timeZone", "/week/monday/0/to", "/holidays/0", "/holidays/2"));
        calendar = office(unique("calendar"));
        calendar.put("holidays", dates(LocalDate.parse("2026-01-01"), 1001));
        post("/v1/calendars", calendar)
                .statusCode(400)
                .body("errors[0].pointer", is("/holidays"), "errors[0].detail", containsString("1000"));
        calendar.put("holidays", dates(LocalDate.parse("2026-01-01"), 1000));
        post("/v1/calendars", calendar).statusCode(201);
    }

    @Test
    void due_dates_are_counted_in_the_calendar_of_the_moment_at_which_an_attempt_begins() throws Exception {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String key = unique("calendar");
        Map<String, Object> calendar = new HashMap<>(
                Map.of("key", key, "timeZone", "UTC", "week", ALL_WEEK, "holidays", dates(today.plusDays(2), 3)));
        post("/v1/calendars", calendar).statusCode(201);
        String pipeline = Sales.countedPipeline(key);
        get("/v1/pipelines/" + pipeline).body("calendar", is(key), "stages[0].targetDuration", is("P3D"));
        get("/v1/pipelines/standard").body("calendar", nullValue());
        UUID deal = Sales.created("/v1/deals", Map.of("prospectId", Sales.prospect(), "pipeline", pipeline));
        assertThat(dueIn(deal)).isEqualTo(Duration.ofDays(6));
        calendar.put("holidays", List.of());
        replace(key, "*", calendar).statusCode(200);
        assertThat(dueIn(deal)).as("an attempt that had begun").isEqualTo(Duration.ofDays(6));
        move(deal, "advance", "one").statusCode(201);
        assertThat(dueIn(deal)).as("an attempt that began later").isEqualTo(Duration.ofHours(72));
        get("/v1/deals/" + deal + "/history/verification").body("intact", is(true), "stateMatches", is(true));
    }

    private static Duration dueIn(UUID deal) {
        ValidatableResponse read = get("/v1/deals/" + deal);
        return Duration.between(
                Instant.parse(read.extract().path("stageEnteredAt")),
                Instant.parse(read.extract().path("dueAt")));
    }

    private static ValidatableResponse replace(String key, String tag, Map<String, Object> body) {
        return caller().header("If-Match", tag)
                .body(body)
                .put("/v1/calendars/" + key)
                .then();
    }

    private static Map<String, Object> office(String key) {
        List<Map<String, String>> day = List.of(Map.of("from", "09:00", "to", "17:30"));
        return new HashMap<>(Map.of(
                "key",
                key,
                "timeZone",
                "Europe/Berlin",
                "week",
                Map.of("monday", day, "friday", List.of(Map.of("from", "09:00", "to", "16:00"))),
                "holidays",
                List.of("2027-01-01", "2026-12-25")));
    }

    private static List<String> dates(LocalDate first, int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> first.plusDays(i).toString())
                .toList();
    }
}
