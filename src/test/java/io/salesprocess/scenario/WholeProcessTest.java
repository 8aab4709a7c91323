package io.salesprocess.scenario;

import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.move;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Sales.path;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.testkit.Sales;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deals travel whole pipelines over HTTP. */
@QuarkusTest
class WholeProcessTest {

    @ParameterizedTest
    @CsvSource({
        "standard, 'pre-qualification,qualification,relationship,conversion'",
        "proposal, 'pre-qualification,selection,qualification,negotiation'"
    })
    void a_deal_goes_through_every_stage_in_order_and_is_won(String pipeline, String stages) {
        UUID deal = Sales.dealBy(Sales.form(pipeline));
        List<String> inOrder = List.of(stages.split(","));
        for (int i = 0; i < inOrder.size(); i++) {
            String stage = inOrder.get(i);
            String next = i + 1 < inOrder.size() ? inOrder.get(i + 1) : "won";
            get(path(deal, "")).statusCode(200).body("stage", is(stage), "status", is("open"));
            Sales.satisfy(deal, stage);
            move(deal, "advance", stage).statusCode(201).body("from", is(stage), "to", is(next), "attempt", is(1));
        }
        get(path(deal, ""))
                .body("status", is("won"), "dueAt", is((Object) null))
                .body("stages.key", equalTo(inOrder), "stages.state", everyItem(is("done")));
        get(path(deal, "/history/verification")).body("intact", is(true), "stateMatches", is(true));
    }

    @Test
    void a_deal_that_falls_short_is_lost_and_reopened_goes_on_where_it_stood() {
        UUID deal = Sales.deal();
        Sales.through(deal, "pre-qualification");
        move(deal, "fall-short", "qualification", "Asked for time")
                .statusCode(201)
                .body("attempt", is(2));
        move(deal, "lose", "qualification", "No budget").statusCode(201).body("to", is("lost"));
        get(path(deal, "")).body("status", is("lost"), "lostReason", is("No budget"), "stage", is("qualification"));
        get(path(deal, "/transitions")).body("transitions.type", contains("reopen"));
        move(deal, "reopen", "qualification", "Budget found").statusCode(201).body("attempt", is(3));
        Sales.through(deal, "qualification", "relationship", "conversion");
        get(path(deal, ""))
                .body("status", is("won"), "lostReason", is((Object) null))
                .body("stages.attempts", contains(1, 3, 1, 1));
        get(path(deal, "/history/verification")).body("intact", is(true), "stateMatches", is(true));
    }

    @Test
    void money_comes_in_parts_and_some_of_it_goes_back() {
        UUID deal = Sales.wonDeal();
        UUID first = Sales.created(path(deal, "/payments"), payment(Sales.PRICE / 3, "P-1"));
        Sales.created(path(deal, "/payments"), payment(Sales.PRICE / 3, "P-2"));
        Sales.created(path(deal, "/payments"), payment(Sales.PRICE / 3 + 500, "P-3"));
        get(path(deal, "")).body("payments.overpaid.amount", is(500), "payments.outstanding.amount", is(0));
        post(
                        path(deal, "/payments/" + first + "/refunds"),
                        Map.of("amount", euros(500), "reason", "Overpaid", "reference", "R-1"))
                .statusCode(201);
        get(path(deal, ""))
                .body("payments.collected.amount", is((int) Sales.PRICE), "payments.overpaid.amount", is(0))
                .body("payments.refunded.amount", is(500));
        get(path(deal, "/history/verification")).body("intact", is(true), "stateMatches", is(true));
    }

    private static Map<String, Object> payment(long amount, String reference) {
        return Map.of("amount", euros(amount), "method", "bank-transfer", "reference", reference);
    }

    private static Map<String, Object> euros(long amount) {
        return Map.of("amount", amount, "currency", "EUR");
    }
}
