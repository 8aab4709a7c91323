package io.salesprocess.scenario.random;

import io.salesprocess.testkit.Fields;
import io.salesprocess.testkit.Http;
import io.salesprocess.testkit.Sales;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What all random lives share: the service, its forms, offerings and salespeople, and what comes of it all.
 *
 * @param offering that the forms are about
 * @param forms by pipeline; nobody owns their deals
 * @param deals all that have been opened
 * @param tally how often calls came to what
 */
record RandomWorld(
        Http http,
        String offering,
        String otherOffering,
        Map<String, String> forms,
        List<String> salespeople,
        Queue<UUID> deals,
        Map<String, Integer> tally) {

    static RandomWorld create(Http http) {
        UUID offering = Sales.offering();
        Fields.shared("deal", "region", "text");
        Fields.shared("deal", "budget", "text");
        return new RandomWorld(
                http,
                offering.toString(),
                Sales.offering().toString(),
                Map.of("standard", form(http, "standard", offering), "proposal", form(http, "proposal", offering)),
                List.of(Sales.salesperson().toString(), Sales.salesperson().toString()),
                new ConcurrentLinkedQueue<>(),
                new ConcurrentHashMap<>());
    }

    /** What both offerings cost, in the words of the model. */
    String price() {
        return Sales.PRICE + " EUR";
    }

    void count(String outcome) {
        tally.merge(outcome, 1, Integer::sum);
    }

    private static String form(Http http, String pipeline, UUID offering) {
        String key = "random-" + UUID.randomUUID();
        Http.Answer created = http.send(
                "POST",
                "/v1/forms",
                Map.of(
                        "key",
                        key,
                        "title",
                        "Talk to us",
                        "pipeline",
                        pipeline,
                        "offeringId",
                        offering,
                        "assignment",
                        "none",
                        "questions",
                        List.of(
                                Map.of("key", "need", "label", "Your need", "type", "text"),
                                Map.of("key", "region", "label", "Your region", "type", "text"))));
        if (created.status() != 201) {
            throw new IllegalStateException("No form: " + created);
        }
        return key;
    }
}
