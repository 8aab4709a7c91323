package io.salesprocess.scenario.random;

import io.salesprocess.scenario.random.Exchange.Match;
import io.salesprocess.testkit.PlainModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Calls that change what is agreed and known: the deal itself, survey, assessment and qualification. */
final class TermCalls {

    private final Exchange exchange;
    private final Dice dice;
    private final RandomWorld world;

    TermCalls(Exchange exchange, Dice dice, RandomWorld world) {
        this.exchange = exchange;
        this.dice = dice;
        this.world = world;
    }

    void randomPatch() {
        Map<String, Object> patch = new TreeMap<>();
        while (patch.isEmpty()) {
            if (dice.onceIn(3)) {
                patch.put(
                        "ownerId",
                        dice.pick(
                                null,
                                world.salespeople().get(0),
                                world.salespeople().get(1),
                                Dice.NOBODY));
            }
            if (dice.onceIn(3)) {
                boolean part = exchange.deal().model.value() != null && dice.onceIn(4);
                patch.put(
                        "value",
                        part
                                ? new TreeMap<>(Map.of("amount", dice.roll(1000)))
                                : dice.onceIn(4) ? null : Words.amount(dice.money()));
            }
            if (dice.onceIn(5)) {
                patch.put(
                        "offeringId",
                        dice.pick(null, world.offering(), world.offering(), world.otherOffering(), Dice.NOBODY));
            }
            if (dice.onceIn(3)) {
                Map<String, Object> changed = new TreeMap<>();
                changed.put(dice.pick("budget", "region"), dice.pick("north", "south", null));
                patch.put("customFields", changed);
            }
        }
        patchDeal(patch);
    }

    void selectOffering() {
        patchDeal(Body.of("offeringId", world.offering()).map());
    }

    private void patchDeal(Map<String, Object> patch) {
        List<String[]> facts = new ArrayList<>();
        if (patch.containsKey("ownerId")
                && !Objects.equals(patch.get("ownerId"), exchange.deal().model.owner())) {
            facts.add(new String[] {"owner", (String) patch.get("ownerId")});
        }
        String value = patch.containsKey("value")
                ? valueAfter((Map<?, ?>) patch.get("value"))
                : exchange.deal().model.value();
        if (!Objects.equals(value, exchange.deal().model.value())) {
            facts.add(new String[] {"value", value});
        }
        if (patch.containsKey("offeringId")
                && !Objects.equals(
                        patch.get("offeringId"), exchange.deal().model.offering())) {
            facts.add(new String[] {"offering", (String) patch.get("offeringId")});
        }
        Map<String, String> fieldsAfter = merged(exchange.deal().fields, (Map<?, ?>) patch.get("customFields"));
        if (!fieldsAfter.equals(exchange.deal().fields)) {
            facts.add(words("fields", fieldsAfter.keySet()));
        }
        PlainModel after = exchange.deal().model.copy();
        String said = Dice.NOBODY.equals(patch.get("ownerId"))
                ? "invalid /ownerId"
                : Dice.NOBODY.equals(patch.get("offeringId")) ? "invalid /offeringId" : "yes";
        for (String[] fact : facts) {
            said = said.equals("yes") ? after.fact(fact) : said;
        }
        exchange.call("PATCH", exchange.deal().path(""), patch, said, 200, Match.NEEDED)
                .ifPresent(answer -> {
                    exchange.deal().model = after;
                    exchange.deal().fields = fieldsAfter;
                    exchange.isTagged(answer);
                    new DealView(exchange.http(), exchange.deal(), exchange::story).deal(answer.body());
                });
    }

    /** A merge patch of the value may name its amount alone. */
    private String valueAfter(Map<?, ?> value) {
        if (value == null) {
            return null;
        }
        Object currency = value.get("currency");
        return value.get("amount") + " "
                + (currency == null ? exchange.deal().model.value().split(" ")[1] : currency);
    }

    private static Map<String, String> merged(Map<String, String> before, Map<?, ?> patch) {
        Map<String, String> after = new TreeMap<>(before);
        if (patch != null) {
            patch.forEach((key, value) -> after.put((String) key, (String) value));
        }
        after.values().removeIf(Objects::isNull);
        return after;
    }

    void randomAnswers() {
        Map<String, Object> answers = new TreeMap<>();
        for (String key : List.of("need", "region", "size")) {
            if (dice.onceIn(2)) {
                answers.put(key, dice.pick("much", "little", null, null));
            }
        }
        change("/survey", "answers", answers);
    }

    void randomAssessment() {
        switch (dice.roll(4)) {
            case 0 -> change("/assessment", "interest", dice.pick("none", "some", "strong", "strong", null));
            case 1 -> change("/assessment", "trustedAdvisor", dice.roll(3) > 0);
            case 2 -> change("/assessment", "fit", dice.pick("unknown", "fit", "fit", "no-fit"));
            default ->
                change("/assessment", "note", dice.pick("Asked twice", "Asked thrice", null), "interest", "strong");
        }
    }

    void randomQualification() {
        String topic = dice.pick("productBackground", "productHistory", "targetAudience", "possibleIssues", "note");
        Object known = topic.equals("possibleIssues")
                ? dice.pick(List.of(), List.of("No network"), List.of("No network", "No budget"))
                : dice.pick("Something", "Something else", " ", null);
        change("/qualification", topic, known);
    }

    /** Patches what is known; nothing has happened if it was known before. */
    void change(String below, Object... namesAndValues) {
        Map<String, Object> patch = Body.of(namesAndValues).mapWithNulls();
        Map<String, Object> before =
                switch (below) {
                    case "/survey" -> new TreeMap<>(exchange.deal().survey);
                    case "/assessment" -> exchange.deal().assessment;
                    default -> exchange.deal().qualification;
                };
        Map<String, Object> after = new TreeMap<>(before);
        if (below.equals("/survey")) {
            after = new TreeMap<>(merged(exchange.deal().survey, (Map<?, ?>) patch.get("answers")));
        } else {
            after.putAll(patch);
            after.values().removeIf(Objects::isNull);
        }
        Map<String, Object> known = after;
        String[] fact = fact(below, known);
        String said = known.equals(new TreeMap<>(before))
                ? "yes"
                : exchange.deal().model.copy().fact(fact);
        exchange.call("PATCH", exchange.deal().path(below), patch, said, 200, Match.OPTIONAL)
                .ifPresent(answer -> {
                    if (!known.equals(new TreeMap<>(before))) {
                        exchange.deal().model.fact(fact);
                    }
                    if (below.equals("/survey")) {
                        recordSurvey(known);
                    } else {
                        before.clear();
                        before.putAll(known);
                    }
                    exchange.isTagged(answer);
                });
    }

    /** A person has recorded what differs from before; what they took away, forms can fill in again. */
    private void recordSurvey(Map<String, Object> known) {
        KnownDeal deal = exchange.deal();
        Set<String> keys = new TreeSet<>(deal.survey.keySet());
        keys.addAll(known.keySet());
        for (String key : keys) {
            if (!Objects.equals(known.get(key), deal.survey.get(key))) {
                deal.given++;
                deal.recorded.add(key);
            }
        }
        deal.recorded.retainAll(known.keySet());
        deal.survey = new TreeMap<>();
        known.forEach((key, value) -> deal.survey.put(key, (String) value));
    }

    private static String[] fact(String below, Map<String, Object> known) {
        if (below.equals("/survey")) {
            return new String[] {"survey", "" + known.size()};
        }
        if (below.equals("/assessment")) {
            return new String[] {
                "assessment", "" + known.get("interest"), "" + known.get("trustedAdvisor"), "" + known.get("fit")
            };
        }
        Set<String> topics = new TreeSet<>();
        Map.of(
                        "productBackground", "product-background",
                        "productHistory", "product-history",
                        "targetAudience", "target-audience",
                        "possibleIssues", "possible-issues")
                .forEach((field, topic) -> {
                    Object value = known.get(field);
                    boolean says = value instanceof List<?> list
                            ? !list.isEmpty()
                            : value != null && !value.toString().isBlank();
                    if (says) {
                        topics.add(topic);
                    }
                });
        return words("topics", topics);
    }

    private static String[] words(String first, Set<String> others) {
        List<String> words = new ArrayList<>(others);
        words.add(0, first);
        return words.toArray(String[]::new);
    }
}
