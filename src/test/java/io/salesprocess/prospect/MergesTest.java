package io.salesprocess.prospect;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.move;
import static io.salesprocess.testkit.Api.patch;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.salesprocess.testkit.Checker;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.Fields;
import io.salesprocess.testkit.Http;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Two prospects who are one person become one, and two again while nothing depends on it. */
@QuarkusTest
class MergesTest {

    private final String mark = unique("zyx").replace("-", "");
    private final String email = unique("ada") + "@example.com";
    private final String otherEmail = unique("astone") + "@example.com";
    private final String phone = "+4930" + Math.abs(UUID.randomUUID().hashCode());
    private String form;
    private String ada;
    private String duplicate;
    private UUID adasDeal;
    private UUID duplicatesDeal;

    @Inject
    DataSource dataSource;

    @TestHTTPResource
    URI service;

    @BeforeEach
    void two_who_are_one() {
        form = Sales.form("standard");
        Response first = submit("Ada Stone", email, null);
        ada = first.path("prospectId");
        adasDeal = UUID.fromString(first.path("dealId"));
        Response second = submit("A. " + mark, otherEmail, phone);
        duplicate = second.path("prospectId");
        duplicatesDeal = UUID.fromString(second.path("dealId"));
        assertThat(duplicate).isNotEqualTo(ada);
    }

    @AfterEach
    void everything_holds() {
        new Checker(dataSource, new Http(service)).check(List.of(adasDeal, duplicatesDeal));
    }

    @Test
    void all_deals_of_the_duplicate_are_reached_from_the_one_who_stays() {
        UUID lost = Sales.created("/v1/deals", Map.of("prospectId", duplicate));
        move(lost, "lose", "pre-qualification", "No budget").statusCode(201);
        UUID message = Sales.created(path(duplicatesDeal, "/messages"), Map.of("text", "Call me"));
        Response merged = caller().body(Map.of("duplicateId", duplicate)).post(merges(ada));
        String id = merged.path("id");
        merged.then()
                .statusCode(201)
                .header("Location", containsString(merges(ada) + "/" + id))
                .body("prospectId", is(ada), "duplicateId", is(duplicate));
        get("/v1/deals?prospectId=" + ada)
                .body("items.id", containsInAnyOrder(adasDeal.toString(), duplicatesDeal.toString(), lost.toString()));
        get("/v1/deals?prospectId=" + duplicate).body("items", hasSize(0));
        for (UUID moved : List.of(duplicatesDeal, lost)) {
            get(path(moved, "/history?order=desc&limit=1"))
                    .body(
                            "items[0].type", is("prospect.merged"),
                            "items[0].data", is(Map.of("mergeId", id, "duplicateId", duplicate, "prospectId", ada)));
            get(path(moved, "/history/verification")).body("intact", is(true), "stateMatches", is(true));
        }
        get(path(adasDeal, "/history?order=desc&limit=1")).body("items[0].type", not(is("prospect.merged")));
        get("/v1/prospects/" + ada + "/export")
                .body("merged.id", is(List.of(duplicate)))
                .body("submissions", hasSize(2))
                .body("evidence.messages.flatten().id", hasItem(message.toString()))
                .body("deals.prospectId.unique()", is(List.of(ada)));
        get(merges(ada)).body("items.id", is(List.of(id)));
        get(merges(ada) + "/" + id).body("duplicateId", is(duplicate));
        new Checker(dataSource, new Http(service)).check(List.of(lost));
    }

    @Test
    void submissions_name_the_one_who_stays_until_the_merge_is_undone() {
        String submission =
                get("/v1/prospects/" + duplicate + "/export").extract().path("submissions[0].id");
        String id = merge();
        get("/v1/submissions/" + submission).body("prospectId", is(ada));
        undo(id).statusCode(204);
        get("/v1/submissions/" + submission).body("prospectId", is(duplicate));
    }

    @Test
    void somebody_merged_can_be_read_but_is_neither_listed_nor_changed() {
        String tag = caller().get("/v1/prospects/" + duplicate).header("ETag");
        String suggestion = suggestion(duplicate, otherEmail);
        merge();
        get("/v1/prospects/" + duplicate)
                .statusCode(200)
                .body("mergedInto", is(ada), "name", is("A. " + mark))
                .body("$", not(hasKey("suggestions")));
        assertThat(caller().get("/v1/prospects/" + duplicate).header("ETag")).isNotEqualTo(tag);
        get("/v1/prospects/" + ada).body("$", not(hasKey("mergedInto")));
        get("/v1/prospects/" + duplicate + "/duplicates").body("items", hasSize(0));
        Stream.of(
                        change(duplicate, Map.of("company", "Stone GmbH")),
                        post("/v1/deals", Map.of("prospectId", duplicate)),
                        post("/v1/prospects/" + duplicate + "/suggestions/" + suggestion + "/accept", Map.of()),
                        erase(duplicate),
                        get("/v1/prospects/" + duplicate + "/export"))
                .forEach(refused -> refused.statusCode(409)
                        .body("type", is("/problems/conflict"), "mergedInto", is(ada))
                        .body("detail", containsString(ada)));
    }

    @Test
    void the_one_who_stays_is_found_by_everything_that_is_known_of_the_duplicate() {
        merge();
        for (String q : List.of(mark, otherEmail, phone, email)) {
            caller().queryParam("q", q)
                    .queryParam("count", true)
                    .get("/v1/prospects")
                    .then()
                    .body("items.id", is(List.of(ada)), "total", is(1));
        }
        caller().queryParam("q", mark)
                .get("/v1/deals")
                .then()
                .body("items.id", containsInAnyOrder(adasDeal.toString(), duplicatesDeal.toString()));
    }

    @Test
    void custom_fields_stay_with_whom_they_were_given_and_only_those_of_the_one_who_stays_are_filtered_by() {
        String key = Fields.shared("prospect", "mergeColour", "text");
        change(ada, Map.of("customFields", Map.of(key, "green " + mark))).statusCode(200);
        change(duplicate, Map.of("customFields", Map.of(key, "red " + mark))).statusCode(200);
        filtered(key, "red " + mark, null, List.of(duplicate));
        String id = merge();
        get("/v1/prospects/" + ada).body("customFields." + key, is("green " + mark));
        get("/v1/prospects/" + duplicate).body("customFields." + key, is("red " + mark), "mergedInto", is(ada));
        get("/v1/prospects/" + ada + "/export")
                .body("prospect.customFields." + key, is("green " + mark))
                .body("merged[0].customFields." + key, is("red " + mark));
        filtered(key, "red " + mark, null, List.of());
        filtered(key, "red " + mark, mark, List.of());
        filtered(key, "green " + mark, null, List.of(ada));
        // Ada has the word only by the merge.
        filtered(key, "green " + mark, otherEmail, List.of(ada));
        change(duplicate, Map.of("customFields", Map.of(key, "blue"))).statusCode(409);
        undo(id).statusCode(204);
        filtered(key, "red " + mark, mark, List.of(duplicate));
        filtered(key, "green " + mark, otherEmail, List.of());
    }

    private static void filtered(String key, String value, String q, List<String> expected) {
        var search = caller().queryParam("field." + key, value).queryParam("count", true);
        if (q != null) {
            search.queryParam("q", q);
        }
        search.get("/v1/prospects").then().statusCode(200).body("items.id", is(expected), "total", is(expected.size()));
    }

    @Test
    void an_address_of_the_duplicate_is_taken() {
        merge();
        post("/v1/prospects", Map.of("name", "Ada", "email", otherEmail)).statusCode(409);
        change(Sales.prospect().toString(), Map.of("email", otherEmail)).statusCode(409);
        change(ada, Map.of("email", otherEmail)).statusCode(200).body("email", is(otherEmail));
    }

    @Test
    void undoing_gives_the_duplicate_back_what_was_theirs() {
        String suggestion = suggestion(duplicate, otherEmail);
        Map<String, Object> before = seen(duplicate);
        String id = merge();
        Sales.created(path(duplicatesDeal, "/questions"), Map.of("text", "When?"));
        undo(id).statusCode(204);
        undo(id).statusCode(404);
        get(merges(ada) + "/" + id).statusCode(404);
        get(merges(ada)).body("items", hasSize(0));
        Map<String, Object> after = seen(duplicate);
        after.remove("updatedAt");
        before.remove("updatedAt");
        assertThat(after).isEqualTo(before);
        get("/v1/deals?prospectId=" + duplicate).body("items.id", is(List.of(duplicatesDeal.toString())));
        get("/v1/deals?prospectId=" + ada).body("items.id", is(List.of(adasDeal.toString())));
        get(path(duplicatesDeal, "/history?order=desc&limit=1"))
                .body(
                        "items[0].type", is("prospect.unmerged"),
                        "items[0].data", is(Map.of("mergeId", id, "duplicateId", duplicate, "prospectId", ada)));
        get("/v1/prospects?q=" + mark).body("items.id", is(List.of(duplicate)));
        submit("A.", otherEmail, null).then().body("prospectId", is(duplicate));
        get("/v1/prospects/" + duplicate).body("suggestions.id", hasItem(suggestion));
        get("/v1/audit?subjectId=" + ada).body("items.action", is(List.of("prospect-unmerged", "prospect-merged")));
        merge();
        get("/v1/prospects/" + duplicate).body("mergedInto", is(ada));
    }

    @Nested
    class Recognised_later {

        @Test
        void by_the_email_of_the_duplicate_it_is_the_one_who_stays() {
            merge();
            submit("A. " + mark, otherEmail, null)
                    .then()
                    .statusCode(201)
                    .body("prospectId", is(ada), "dealOpened", is(false));
            get("/v1/prospects/" + ada).body("suggestions", hasSize(0));
        }

        @Test
        void by_the_telephone_number_of_the_duplicate_it_is_the_one_who_stays() {
            merge();
            submit("Ada", null, phone).then().body("prospectId", is(ada));
        }

        @Test
        void a_telephone_number_of_the_duplicate_does_not_stand_against_another_email() {
            String byNumber =
                    prospect("A.", null, "+4930" + Math.abs(UUID.randomUUID().hashCode()));
            String number = get("/v1/prospects/" + byNumber).extract().path("phone");
            merge(ada, byNumber);
            Response stranger = submit("Eve", unique("eve") + "@example.com", number);
            stranger.then().statusCode(201).body("prospectId", not(is(ada)));
            get("/v1/prospects/" + ada + "/duplicates")
                    .body("items.prospectId", hasItem(stranger.<String>path("prospectId")));
            submit("Ada", email, number).then().body("prospectId", is(ada));
        }

        @Test
        void it_goes_to_the_newest_of_two_open_deals_for_one_offering() {
            merge();
            get(path(adasDeal, "")).body("status", is("open"));
            get(path(duplicatesDeal, "")).body("status", is("open"));
            submit("Ada", email, null).then().body("dealId", is(duplicatesDeal.toString()));
        }

        @Test
        void over_several_merges_it_is_the_last_who_stays() {
            String third = prospect("Ada", unique("third") + "@example.com", null);
            String first = merge();
            String second = merge(third, ada);
            submit("A.", otherEmail, null).then().body("prospectId", is(third));
            get("/v1/prospects/" + duplicate).body("mergedInto", is(third));
            get("/v1/prospects?q=" + mark).body("items.id", is(List.of(third)));
            undo(first).statusCode(409).body("detail", containsString(third));
            caller().delete(merges(third) + "/" + second)
                    .then()
                    .statusCode(409)
                    .body("detail", containsString("submission"));
        }

        @Test
        void an_intake_key_is_told_nothing_of_it() {
            merge();
            String key = Keys.of("intake");
            List<String> shapes = Stream.of(
                            submit(key, "A.", otherEmail, null),
                            submit(key, "Eve", null, phone),
                            submit(key, "Eve", unique("eve") + "@example.com", null))
                    .map(answer -> answer.statusCode() + answer.asString().replaceAll("[0-9a-f-]{36}", "id"))
                    .distinct()
                    .toList();
            assertThat(shapes).hasSize(1);
        }
    }

    @Nested
    class Suggested {

        @Test
        void of_the_duplicate_it_is_decided_on_the_one_who_stays() {
            suggestion(duplicate, otherEmail);
            String id = merge();
            String suggestion = get("/v1/prospects/" + ada)
                    .body("suggestions.field", is(List.of("name")))
                    .extract()
                    .path("suggestions[0].id");
            post("/v1/prospects/" + ada + "/suggestions/" + suggestion + "/accept", Map.of())
                    .statusCode(200)
                    .body("name", is("Somebody"), "suggestions", hasSize(0));
            undo(id).statusCode(409).body("detail", containsString("suggestion"));
        }

        @Test
        void it_is_not_what_the_merge_has_made_known() {
            String unknown = prospect("Ada Stone", null, phone.substring(0, 8) + phone.length() + "1111");
            String number = get("/v1/prospects/" + unknown).extract().path("phone");
            submit("Ada Stone", unique("third") + "@example.com", number).then().body("prospectId", is(unknown));
            get("/v1/prospects/" + unknown).body("suggestions.field", is(List.of("email")));
            String suggested = get("/v1/prospects/" + unknown).extract().path("suggestions[0].value");
            String stays = prospect("Ada Stone", suggested, null);
            get("/v1/prospects/" + stays + "/duplicates")
                    .body("items.prospectId", hasItem(unknown))
                    .body("items.find { it.prospectId == '" + unknown + "' }.reasons", is(List.of("suggested-email")));
            merge(stays, unknown);
            get("/v1/prospects/" + stays).body("suggestions", hasSize(0));
        }
    }

    @Nested
    class Undone_no_more {

        @Test
        void once_a_submission_was_recognised_by_the_duplicate() {
            String id = merge();
            String submission = submit("A.", null, phone).path("id");
            undo(id).statusCode(409).body("type", is("/problems/conflict"), "detail", containsString(submission));
        }

        @Test
        void once_a_deal_that_came_along_has_received_a_submission() {
            String id = merge();
            submit("Ada", email, null).then().body("dealId", is(duplicatesDeal.toString()));
            undo(id).statusCode(409).body("detail", containsString(duplicatesDeal.toString()));
        }

        @Test
        void once_the_one_who_stays_was_merged_until_that_is_undone() {
            String third = prospect("Ada", unique("third") + "@example.com", null);
            String first = merge();
            String second = merge(third, ada);
            undo(first).statusCode(409).body("detail", containsString(third));
            caller().delete(merges(third) + "/" + second).then().statusCode(204);
            get("/v1/prospects/" + duplicate).body("mergedInto", is(ada));
            get("/v1/deals?prospectId=" + ada)
                    .body("items.id", containsInAnyOrder(adasDeal.toString(), duplicatesDeal.toString()));
            undo(first).statusCode(204);
            get("/v1/deals?prospectId=" + duplicate).body("items.id", is(List.of(duplicatesDeal.toString())));
        }

        @Test
        void once_both_were_erased() {
            String id = merge();
            erase(ada).statusCode(204);
            undo(id).statusCode(409).body("detail", containsString("erased"));
            get(merges(ada) + "/" + id).statusCode(404);
        }

        @Test
        void but_other_submissions_and_deals_do_not_matter() {
            String id = merge();
            Sales.created("/v1/deals", Map.of("prospectId", ada));
            caller().body(submission("Ada", email, null))
                    .post("/v1/forms/" + Sales.form("standard") + "/submissions")
                    .then()
                    .body("prospectId", is(ada), "dealOpened", is(true));
            undo(id).statusCode(204);
            get("/v1/deals?prospectId=" + ada).body("items", hasSize(3));
        }
    }

    @Nested
    class Refused {

        @Test
        void is_whoever_is_not_another_prospect() {
            String erased = Sales.prospect().toString();
            erase(erased).statusCode(204);
            for (String id : List.of(ada, erased, UUID.randomUUID().toString())) {
                post(merges(ada), Map.of("duplicateId", id))
                        .statusCode(400)
                        .body("errors.pointer", is(List.of("/duplicateId")));
            }
            post(merges(ada), Map.of()).statusCode(400).body("errors[0].pointer", is("/duplicateId"));
            post(merges(ada), Map.of("duplicateId", "x")).statusCode(400);
            post(merges(erased), Map.of("duplicateId", ada)).statusCode(404);
            post(merges(UUID.randomUUID().toString()), Map.of("duplicateId", ada))
                    .statusCode(404);
            get(merges(erased)).statusCode(404);
        }

        @Test
        void is_whoever_was_merged_before() {
            merge();
            String third = Sales.prospect().toString();
            post(merges(ada), Map.of("duplicateId", duplicate)).statusCode(409).body("mergedInto", is(ada));
            post(merges(third), Map.of("duplicateId", duplicate)).statusCode(409);
            post(merges(duplicate), Map.of("duplicateId", third)).statusCode(409);
            post(merges(duplicate), Map.of("duplicateId", ada)).statusCode(409);
        }

        @Test
        void is_another_version_than_was_read() {
            caller().header("If-Match", "\"77\"")
                    .body(Map.of("duplicateId", duplicate))
                    .post(merges(ada))
                    .then()
                    .statusCode(412);
        }

        @Test
        void is_everybody_but_managers() {
            UUID owner = Sales.salesperson();
            assign(adasDeal, owner);
            assign(duplicatesDeal, owner);
            for (String key : List.of(
                    Keys.of("salesperson", owner), Keys.of("receptionist"), Keys.of("auditor"), Keys.of("admin"))) {
                caller(key)
                        .body(Map.of("duplicateId", duplicate))
                        .post(merges(ada))
                        .then()
                        .statusCode(403);
            }
            String id = merge();
            caller(Keys.of("salesperson", owner))
                    .delete(merges(ada) + "/" + id)
                    .then()
                    .statusCode(403);
        }
    }

    @Nested
    class Seen_by_salespeople {

        private String herKey;
        private String hisKey;

        @BeforeEach
        void each_has_a_deal() {
            UUID hers = Sales.salesperson();
            UUID his = Sales.salesperson();
            herKey = Keys.of("salesperson", hers);
            hisKey = Keys.of("salesperson", his);
            assign(adasDeal, hers);
            assign(duplicatesDeal, his);
        }

        @Test
        void are_the_same_deals_as_before() {
            suggestion(duplicate, otherEmail);
            merge();
            caller(herKey).get("/v1/deals?prospectId=" + ada).then().body("items.id", is(List.of(adasDeal.toString())));
            caller(hisKey)
                    .get("/v1/deals?prospectId=" + ada)
                    .then()
                    .body("items.id", is(List.of(duplicatesDeal.toString())));
            caller(herKey).get(path(duplicatesDeal, "/messages")).then().statusCode(404);
            caller(hisKey).get(path(adasDeal, "/messages")).then().statusCode(404);
        }

        @Test
        void is_nothing_of_the_duplicate_without_a_deal_that_came_from_there() {
            suggestion(duplicate, otherEmail);
            String id = merge();
            caller(herKey).get("/v1/prospects/" + ada).then().body("email", is(email), "suggestions", hasSize(0));
            caller(herKey).get("/v1/prospects/" + duplicate).then().statusCode(404);
            caller(herKey).get(merges(ada)).then().body("items", hasSize(0));
            caller(herKey).get(merges(ada) + "/" + id).then().statusCode(404);
            caller(herKey).get("/v1/prospects?q=" + otherEmail).then().body("items", hasSize(0));
            caller(herKey).get("/v1/prospects?q=" + email).then().body("items", hasSize(1));
            caller(herKey)
                    .body(Map.of("name", "Ada", "email", otherEmail))
                    .post("/v1/prospects")
                    .then()
                    .statusCode(201);
            caller(herKey).get("/v1/prospects/" + ada + "/duplicates").then().body("items", hasSize(0));
            get("/v1/prospects/" + ada + "/duplicates").body("items.reason", is(List.of("same-email")));
        }

        @Test
        void is_the_person_of_ones_own_deal_as_one_knew_them() {
            suggestion(duplicate, otherEmail);
            String id = merge();
            caller(hisKey)
                    .get("/v1/prospects/" + duplicate)
                    .then()
                    .statusCode(200)
                    .body("mergedInto", is(ada), "email", is(otherEmail));
            caller(hisKey).get("/v1/prospects/" + ada).then().body("suggestions.field", is(List.of("name")));
            caller(hisKey).get("/v1/prospects?q=" + otherEmail).then().body("items.id", is(List.of(ada)));
            caller(hisKey).get("/v1/prospects").then().body("items.id", not(hasItem(duplicate)));
            caller(hisKey).get(merges(ada)).then().body("items.id", is(List.of(id)));
            caller(hisKey).get(path(duplicatesDeal, "?expand=prospect")).then().body("prospect.id", is(ada));
        }

        @Test
        void is_no_prospect_more_than_before_without_a_deal() {
            String spare = Sales.prospect().toString();
            String stranger = Keys.of("salesperson", Sales.salesperson());
            caller(stranger).get("/v1/prospects/" + spare).then().statusCode(200);
            merge(ada, spare);
            caller(stranger).get("/v1/prospects/" + spare).then().statusCode(404);
            caller(stranger).get("/v1/prospects/" + ada).then().statusCode(404);
            caller(herKey).get("/v1/prospects/" + spare).then().statusCode(200).body("mergedInto", is(ada));
            merge();
            caller(stranger).get("/v1/prospects/" + duplicate).then().statusCode(404);
        }

        @Test
        void is_nothing_of_prospects_without_deals_for_receptionists() {
            String spareEmail = unique("spare") + "@example.com";
            String spare = prospect("Ada Stone", spareEmail, null);
            Sales.through(adasDeal, "pre-qualification", "qualification");
            String reception = Keys.of("receptionist");
            caller(reception).get("/v1/prospects/" + ada).then().statusCode(200);
            caller(reception).get("/v1/prospects/" + spare).then().statusCode(404);
            merge(ada, spare);
            caller(reception).get("/v1/prospects/" + spare).then().statusCode(404);
            caller(reception).get("/v1/prospects?q=" + spareEmail).then().body("items", hasSize(0));
            caller(reception).get(merges(ada)).then().body("items", hasSize(0));
        }
    }

    @Nested
    class Erased {

        @Test
        void with_the_one_who_stays_is_everything_of_the_duplicate() throws SQLException {
            submitSuspect(otherEmail);
            caller().header("Idempotency-Key", unique("key"))
                    .body(Map.of("text", "Message " + mark))
                    .post(path(duplicatesDeal, "/messages"))
                    .then()
                    .statusCode(201);
            suggestion(duplicate, otherEmail);
            String key = Fields.shared("prospect", "mergeColour", "text");
            change(duplicate, Map.of("customFields", Map.of(key, "colour of " + mark)))
                    .statusCode(200);
            assertThat(valuesOf(duplicate)).isOne();
            merge();
            patch(path(duplicatesDeal, "/assessment"), Map.of("note", mark)).statusCode(200);
            get("/v1/prospects/" + ada + "/export").body("submissions", hasSize(4), "suggestions", hasSize(1));
            erase(ada).statusCode(204);
            get("/v1/prospects/" + duplicate).statusCode(404);
            get("/v1/prospects/" + ada).statusCode(404);
            assertThat(mentions(mark)).isZero();
            assertThat(mentions(otherEmail)).isZero();
            assertThat(valuesOf(duplicate)).isZero();
            get(path(duplicatesDeal, "/history/verification")).body("intact", is(true), "stateMatches", is(true));
            submit("A.", otherEmail, null).then().body("prospectId", not(is(ada)), "dealOpened", is(true));
            erase(ada).statusCode(204);
        }

        @Test
        void by_an_older_instance_the_duplicate_goes_too() throws SQLException {
            String key = Fields.shared("prospect", "mergeColour", "text");
            change(duplicate, Map.of("customFields", Map.of(key, "colour of " + mark)))
                    .statusCode(200);
            merge();
            execute("UPDATE prospect SET name = NULL, email = NULL, phone = NULL, company = NULL, erased_at = now(),"
                    + " version = version + 1 WHERE id = '" + ada + "'");
            get("/v1/prospects/" + duplicate).statusCode(404);
            assertThat(mentions("colour of " + mark)).isZero();
            assertThat(valuesOf(duplicate)).isZero();
            submit("A.", otherEmail, null).then().body("prospectId", not(is(ada)));
        }

        @Test
        void after_undoing_nothing_of_the_duplicate_is_left_with_the_other() throws SQLException {
            String id = merge();
            caller().header("Idempotency-Key", unique("key"))
                    .body(Map.of("text", "Message " + mark))
                    .post(path(duplicatesDeal, "/messages"))
                    .then()
                    .statusCode(201);
            undo(id).statusCode(204);
            erase(duplicate).statusCode(204);
            assertThat(mentions(mark)).isZero();
            get("/v1/prospects/" + ada).statusCode(200);
        }
    }

    @Nested
    class At_once {

        @Test
        void two_who_merge_each_into_the_other_make_one_of_them() throws Exception {
            for (int round = 0; round < 5; round++) {
                String one = Sales.prospect().toString();
                String other = Sales.prospect().toString();
                UUID deal = Sales.created("/v1/deals", Map.of("prospectId", one));
                List<Integer> answers =
                        Concurrently.run(2, i -> caller().body(Map.of("duplicateId", i == 0 ? other : one))
                                .post(merges(i == 0 ? one : other))
                                .statusCode());
                assertThat(answers).containsExactlyInAnyOrder(201, 409);
                String stays = get(path(deal, "")).extract().path("prospectId");
                get("/v1/prospects/" + stays).statusCode(200).body("$", not(hasKey("mergedInto")));
            }
        }

        @Test
        void submissions_for_both_all_go_to_the_one_who_stays_in_the_end() throws Exception {
            for (int round = 0; round < 3; round++) {
                String one = unique("one") + "@example.com";
                String other = unique("other") + "@example.com";
                String stays = submit("Ada", one, null).path("prospectId");
                String goes = submit("Ada", other, null).path("prospectId");
                List<Response> answers = Concurrently.run(
                        9,
                        i -> i == 4
                                ? caller().body(Map.of("duplicateId", goes)).post(merges(stays))
                                : submit("Ada", i % 2 == 0 ? one : other, null));
                assertThat(answers).extracting(Response::statusCode).containsOnly(201);
                get("/v1/deals?prospectId=" + goes).body("items", hasSize(0));
                List<String> deals =
                        get("/v1/deals?prospectId=" + stays).extract().path("items.id");
                assertThat(deals).hasSize(2);
                get("/v1/prospects/" + stays + "/export").body("submissions", hasSize(10));
                new Checker(dataSource, new Http(service))
                        .check(deals.stream().map(UUID::fromString).toList());
            }
        }

        @Test
        void deals_opened_for_the_duplicate_come_along_or_are_refused() throws Exception {
            String one = Sales.prospect().toString();
            String other = Sales.prospect().toString();
            List<Integer> answers = Concurrently.run(8, i -> (i == 3
                            ? caller().body(Map.of("duplicateId", other)).post(merges(one))
                            : caller().body(Map.of("prospectId", other)).post("/v1/deals"))
                    .statusCode());
            assertThat(answers.get(3)).isEqualTo(201);
            assertThat(answers).isSubsetOf(201, 409);
            get("/v1/deals?prospectId=" + other).body("items", hasSize(0));
            long opened = answers.stream().filter(status -> status == 201).count() - 1;
            get("/v1/deals?prospectId=" + one).body("items", hasSize((int) opened));
        }

        @Test
        void a_submission_by_the_duplicate_stands_against_undoing_or_is_theirs() throws Exception {
            for (int round = 0; round < 5; round++) {
                String id = merge();
                List<Response> answers = Concurrently.run(
                        2,
                        i -> i == 0 ? caller().delete(merges(ada) + "/" + id) : submit("A. " + mark, otherEmail, null));
                String whose = answers.get(1).path("prospectId");
                if (answers.get(0).statusCode() == 409) {
                    assertThat(whose).isEqualTo(ada);
                    return;
                }
                assertThat(answers.get(0).statusCode()).isEqualTo(204);
                assertThat(whose).isEqualTo(duplicate);
            }
        }

        @Test
        void erasing_both_while_they_are_merged_leaves_nobody() throws Exception {
            for (int round = 0; round < 5; round++) {
                String one = Sales.prospect().toString();
                String other = Sales.prospect().toString();
                Sales.created("/v1/deals", Map.of("prospectId", other));
                List<Integer> answers = Concurrently.run(3, i -> switch (i) {
                    case 0 ->
                        caller().body(Map.of("duplicateId", other))
                                .post(merges(one))
                                .statusCode();
                    case 1 -> erase(one).extract().statusCode();
                    default -> erase(other).extract().statusCode();
                });
                assertThat(answers.get(0)).isIn(201, 400, 404);
                assertThat(answers.get(1)).isEqualTo(204);
                assertThat(answers.get(2)).isIn(204, 409);
                get("/v1/prospects/" + one).statusCode(404);
                get("/v1/prospects/" + other).statusCode(404);
            }
        }
    }

    @Test
    void a_retry_is_answered_with_the_same_merge() {
        String key = unique("key");
        String first = caller().header("Idempotency-Key", key)
                .body(Map.of("duplicateId", duplicate))
                .post(merges(ada))
                .path("id");
        caller().header("Idempotency-Key", key)
                .body(Map.of("duplicateId", duplicate))
                .post(merges(ada))
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", is("true"))
                .body("id", is(first));
    }

    @Test
    void likely_duplicates_come_with_every_reason() {
        String company = "Stone " + mark;
        String one = Sales.created(
                        "/v1/prospects", Map.of("name", "Zoë Stone", "company", company, "email", mark + "@a.example"))
                .toString();
        String other = Sales.created(
                        "/v1/prospects",
                        Map.of("name", "zoe  stone", "company", company.toUpperCase(), "email", mark + "@b.example"))
                .toString();
        Sales.created("/v1/prospects", Map.of("name", "Carl Stone", "company", company, "email", mark + "@c.example"));
        get("/v1/prospects/" + one + "/duplicates")
                .body("items.prospectId", is(List.of(other)))
                .body("items[0].reason", is("same-name-and-company"))
                .body("items[0].reasons", is(List.of("same-name-and-company")));
        change(one, Map.of("phone", phone)).statusCode(200);
        change(other, Map.of("phone", phone)).statusCode(200);
        get("/v1/prospects/" + other + "/duplicates?count=true")
                .body("items.prospectId", containsInAnyOrder(one, duplicate), "total", is(2))
                .body(
                        "items.find { it.prospectId == '" + one + "' }.reasons",
                        is(List.of("same-phone", "same-name-and-company")));
        merge(one, other);
        get("/v1/prospects/" + one + "/duplicates").body("items.prospectId", is(List.of(duplicate)));
        merge();
        get("/v1/prospects/" + one + "/duplicates").body("items.prospectId", is(List.of(ada)));
    }

    private static Map<String, Object> seen(String prospect) {
        return new HashMap<>(
                get("/v1/prospects/" + prospect).extract().jsonPath().getMap("$"));
    }

    /** A form says another name of the prospect; returns the suggestion's id. */
    private String suggestion(String prospect, String address) {
        submit("Somebody", address, null).then().body("prospectId", is(prospect));
        return get("/v1/prospects/" + prospect).extract().path("suggestions[0].id");
    }

    private String merge() {
        return merge(ada, duplicate);
    }

    private static String merge(String prospect, String other) {
        return Sales.created(merges(prospect), Map.of("duplicateId", other)).toString();
    }

    private ValidatableResponse undo(String merge) {
        return caller().delete(merges(ada) + "/" + merge).then();
    }

    private static String merges(String prospect) {
        return "/v1/prospects/" + prospect + "/merges";
    }

    private static ValidatableResponse erase(String prospect) {
        return caller().header("If-Match", "*")
                .delete("/v1/prospects/" + prospect)
                .then();
    }

    private static ValidatableResponse change(String prospect, Map<String, Object> body) {
        return caller().header("If-Match", "*")
                .body(body)
                .patch("/v1/prospects/" + prospect)
                .then();
    }

    private static void assign(UUID deal, UUID owner) {
        caller().header("If-Match", "*")
                .body(Map.of("ownerId", owner))
                .patch(path(deal, ""))
                .then()
                .statusCode(200);
    }

    private static String prospect(String name, String email, String phone) {
        return Sales.created("/v1/prospects", person(name, email, phone)).toString();
    }

    private Response submit(String name, String email, String phone) {
        return submit(Keys.trusted(), name, email, phone);
    }

    private Response submit(String key, String name, String email, String phone) {
        return caller(key).body(submission(name, email, phone)).post("/v1/forms/" + form + "/submissions");
    }

    private void submitSuspect(String email) {
        Map<String, Object> suspect = submission("A. " + mark, email, null);
        suspect.put("signals", Map.of("honeypot", true));
        post("/v1/forms/" + form + "/submissions", suspect).statusCode(201);
    }

    private static Map<String, Object> submission(String name, String email, String phone) {
        Map<String, Object> submission = new HashMap<>();
        submission.put("submissionId", unique("web"));
        submission.put("prospect", person(name, email, phone));
        submission.put("answers", Map.of("need", "Replace our call sheets"));
        return submission;
    }

    private static Map<String, Object> person(String name, String email, String phone) {
        Map<String, Object> person = new HashMap<>();
        person.put("name", name);
        person.put("email", email);
        person.put("phone", phone);
        return person;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** How many rows the index of custom fields has of a prospect. */
    private long valuesOf(String prospect) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                var count = statement.executeQuery(
                        "SELECT count(*) FROM custom_value WHERE subject_id = '" + prospect + "'")) {
            count.next();
            return count.getLong(1);
        }
    }

    /** In how many rows of all tables it stands. */
    private long mentions(String text) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            StringBuilder all =
                    new StringBuilder("SELECT (SELECT count(*) FROM idempotency_record WHERE position(convert_to('"
                            + text + "', 'UTF8') IN body) > 0)");
            try (var names = statement.executeQuery("SELECT table_name FROM information_schema.tables"
                    + " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'")) {
                while (names.next()) {
                    all.append(" + (SELECT count(*) FROM ")
                            .append(names.getString(1))
                            .append(" r WHERE r::text LIKE '%")
                            .append(text)
                            .append("%')");
                }
            }
            try (var count = statement.executeQuery(all.toString())) {
                count.next();
                return count.getLong(1);
            }
        }
    }
}
