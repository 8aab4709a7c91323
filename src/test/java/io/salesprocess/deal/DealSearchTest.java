package io.salesprocess.deal;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Finding deals, and reading what they refer to together with them. */
@QuarkusTest
class DealSearchTest {

    private final String word = "w" + UUID.randomUUID().toString().substring(0, 8);
    /** The same for all tests: others share deals out among everybody there is. */
    private static UUID owner;

    private static UUID offering;

    private UUID prospect;
    private UUID deal;
    private UUID unassigned;

    @BeforeEach
    void openDeals() {
        prospect = Sales.created(
                "/v1/prospects",
                Map.of("name", "Ada " + word, "email", word + "@mail.example", "company", word + " 100% GmbH"));
        if (owner == null) {
            owner = Sales.salesperson();
            offering = Sales.offering();
        }
        deal = Sales.created(
                "/v1/deals", Map.of("prospectId", prospect, "offeringId", offering, "ownerId", owner, "source", word));
        unassigned = Sales.created("/v1/deals", Map.of("prospectId", prospect, "source", word));
    }

    @Test
    void unassigned_deals_are_asked_for_by_none() {
        get("/v1/deals?ownerId=none&source=" + word).body("items.id", contains(unassigned.toString()));
        get("/v1/deals?ownerId=" + owner + "&source=" + word).body("items.id", contains(deal.toString()));
        get("/v1/deals?ownerId=None")
                .statusCode(400)
                .body("errors.parameter", contains("ownerId"), "errors.detail", contains("must be a UUID or none"));
    }

    @Test
    void a_deal_is_found_by_its_number() {
        int number = get(path(deal, "")).extract().path("number");
        get("/v1/deals?number=" + number).body("items.id", contains(deal.toString()));
        get("/v1/deals?q=" + number).body("items.id", hasItem(deal.toString()));
        get("/v1/deals?number=0").statusCode(200).body("items", empty());
        for (String wrong : List.of("x", "1e3", "99999999999999999999")) {
            get("/v1/deals?number=" + wrong)
                    .statusCode(400)
                    .body("errors.parameter", contains("number"), "errors.detail", contains("must be an integer"));
        }
        get("/v1/deals?q=99999999999999999999").statusCode(200).body("items", empty());
    }

    @Test
    void deals_are_found_by_what_is_known_of_their_prospect() {
        for (String text : List.of(word, "ADA " + word.toUpperCase(), word + "@mail", word + " 100% G")) {
            caller().queryParam("q", text)
                    .queryParam("status", "open")
                    .get("/v1/deals")
                    .then()
                    .statusCode(200)
                    .body("items.id", contains(unassigned.toString(), deal.toString()));
        }
        caller().queryParam("q", word + "_100").get("/v1/deals").then().body("items", empty());
        get("/v1/deals?q=" + word + "&ownerId=none").body("items.id", contains(unassigned.toString()));
        String next = get("/v1/deals?q=" + word + "&limit=1").extract().path("next");
        get("/v1/deals?q=" + word + "&limit=1&cursor=" + next).body("items.id", contains(deal.toString()));
    }

    @Test
    void searching_shows_nobody_a_deal_that_they_may_not_see() {
        String other = Keys.of("salesperson", Sales.salesperson());
        caller(other).get("/v1/deals?q=" + word).then().body("items.id", contains(unassigned.toString()));
        caller(Keys.of("receptionist")).get("/v1/deals?q=" + word).then().body("items", empty());
        int number = get(path(deal, "")).extract().path("number");
        caller(other).get("/v1/deals?number=" + number).then().body("items", empty());
        caller(other).get("/v1/deals?q=" + number + "&source=" + word).then().body("items", empty());
    }

    @Test
    void the_prospect_and_the_offering_are_shown_if_asked_for() {
        get("/v1/deals?q=" + word + "&expand=prospect,offering")
                .statusCode(200)
                .body("items[1].prospect.id", is(prospect.toString()), "items[1].prospect.name", is("Ada " + word))
                .body("items[1].offering.id", is(offering.toString()), "items[1].offering.price.currency", is("EUR"))
                .body("items[0].prospect.email", is(word + "@mail.example"), "items[0].offering", nullValue());
        get("/v1/deals?q=" + word + "&expand=offering").body("items[1].prospect", nullValue());
        get("/v1/deals?q=" + word).body("items[1].prospect", nullValue(), "items[1].offering", nullValue());
        get(path(deal, "?expand=prospect"))
                .body("prospect.company", is(word + " 100% GmbH"), "offering", nullValue(), "stages", notNullValue());
        for (String wrong : List.of("owner", "prospect,prospect", "prospect,", "Prospect")) {
            for (String address : List.of("/v1/deals", path(deal, ""))) {
                get(address + "?expand=" + wrong).statusCode(400).body("errors.parameter", contains("expand"));
            }
        }
    }

    @Test
    void a_deal_with_its_prospect_is_sent_again_once_the_prospect_has_changed() {
        String address = path(deal, "?expand=prospect,offering");
        String tag = caller().get(address).header("ETag");
        assertThat(tag).isNotEqualTo(caller().get(path(deal, "")).header("ETag"));
        caller().header("If-None-Match", tag).get(address).then().statusCode(304);
        caller().header("If-Match", "*")
                .body(Map.of("company", "Elsewhere"))
                .patch("/v1/prospects/" + prospect)
                .then()
                .statusCode(200);
        caller().header("If-None-Match", tag).get(address).then().statusCode(200);
        caller().header("If-Match", tag)
                .body(Map.of("ownerId", Sales.salesperson()))
                .patch(path(deal, ""))
                .then()
                .statusCode(200);
    }

    @Test
    void an_erased_prospect_is_not_shown() {
        caller().header("If-Match", "*")
                .delete("/v1/prospects/" + prospect)
                .then()
                .statusCode(204);
        get(path(deal, "?expand=prospect")).statusCode(200).body("prospect", nullValue());
        get("/v1/deals?q=" + word).body("items", empty());
    }

    @Test
    void deals_and_prospects_say_when_they_were_last_changed() {
        Instant opened = Instant.parse(get(path(deal, "")).extract().path("updatedAt"));
        post(path(deal, "/activities"), Map.of("kind", "call", "outcome", "neutral"))
                .statusCode(201);
        String after = get(path(deal, "")).extract().path("updatedAt");
        assertThat(Instant.parse(after)).isAfter(opened);
        get("/v1/deals?q=" + word + "&sort=-updatedAt&limit=1")
                .body("items[0].id", is(deal.toString()), "items[0].updatedAt", is(after));

        String created = get("/v1/prospects/" + prospect).extract().path("createdAt");
        get("/v1/prospects/" + prospect).body("updatedAt", is(created));
        String changed = caller().header("If-Match", "*")
                .body(Map.of("company", "Elsewhere"))
                .patch("/v1/prospects/" + prospect)
                .then()
                .statusCode(200)
                .body("company", is("Elsewhere"))
                .extract()
                .path("updatedAt");
        assertThat(Instant.parse(changed)).isAfter(Instant.parse(created));
        get("/v1/prospects?q=" + word + "@").body("items[0].updatedAt", is(changed));
    }

    @Test
    void a_date_in_a_filter_is_a_day_in_utc() {
        String today = Instant.now().toString().substring(0, 10);
        get("/v1/deals?source=" + word + "&openedFrom=" + today + "&openedTo=" + today)
                .statusCode(200)
                .body("items", hasSize(2));
        get("/v1/deals?source=" + word + "&openedTo=2026-01-01").body("items", empty());
        get("/v1/deals?source=" + word + "&updatedFrom=2999-12-31").body("items", empty());
    }

    @Test
    void a_list_says_how_much_it_has_if_asked() {
        get("/v1/deals?source=" + word + "&count=true&limit=1")
                .body("items", hasSize(1), "total", is(2), "totalIsExact", is(true));
        String next = get("/v1/deals?source=" + word + "&limit=1").extract().path("next");
        get("/v1/deals?source=" + word + "&count=true&limit=1&cursor=" + next).body("total", is(2));
        get("/v1/deals?source=" + word + "&count=false").body("total", nullValue(), "totalIsExact", nullValue());
        get("/v1/deals?q=" + word + "&ownerId=none&count=true").body("total", is(1));
        get("/v1/deals?count=yes").statusCode(400).body("errors.parameter", contains("count"));
        String other = Keys.of("salesperson", Sales.salesperson());
        caller(other).get("/v1/deals?source=" + word + "&count=true").then().body("total", is(1));
    }

    @ParameterizedTest
    @CsvSource({
        "offerings",
        "salespeople",
        "forms",
        "api-keys",
        "pipelines",
        "prospects",
        "submissions",
    })
    void every_list_does(String list) {
        Sales.deal();
        get("/v1/" + list + "?count=true&limit=1").statusCode(200).body("total", greaterThan(0));
    }

    @Test
    void so_does_every_list_of_a_deal() {
        UUID won = Sales.wonDeal();
        post(path(won, "/questions"), Map.of("text", "When?")).statusCode(201);
        post(path(won, "/messages"), Map.of("text", "Hello")).statusCode(201);
        post(path(won, "/activities"), Map.of("kind", "call", "outcome", "neutral"))
                .statusCode(201);
        String payment = post(
                        path(won, "/payments"),
                        Map.of("amount", Map.of("amount", 5, "currency", "EUR"), "reference", unique("INV")))
                .extract()
                .path("id");
        for (String list : List.of("questions", "messages", "activities", "payments", "greetings")) {
            get(path(won, "/" + list + "?count=true")).statusCode(200).body("total", is(1), "items", hasSize(1));
        }
        get(path(won, "/documents?count=true")).body("total", is(2));
        get(path(won, "/proposals?count=true")).body("total", is(0), "totalIsExact", is(true));
        get(path(won, "/payments/" + payment + "/refunds?count=true")).body("total", is(0));
        int version = get(path(won, "")).extract().path("version");
        get(path(won, "/history?count=true&limit=1")).body("total", is(version), "next", not(nullValue()));
        get("/v1/prospects/" + prospect + "/duplicates?count=true").body("total", is(0));
        get("/v1/prospects?count=true&q=" + word)
                .body("total", is(1), "items.id", containsInAnyOrder(prospect.toString()));
    }
}
