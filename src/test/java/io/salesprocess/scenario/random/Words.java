package io.salesprocess.scenario.random;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** JSON in the words of the model. */
final class Words {

    private Words() {}

    /** Fields as texts; null for those that are null or missing. */
    static List<String> texts(JsonNode node, String... fields) {
        List<String> texts = new ArrayList<>();
        for (String field : fields) {
            JsonNode value = node.path(field);
            texts.add(value.isNull() || value.isMissingNode() ? null : value.asText());
        }
        return texts;
    }

    /** An amount and a currency, or null. */
    static String money(JsonNode money) {
        return money.isObject()
                ? money.path("amount").asText() + " " + money.path("currency").asText()
                : null;
    }

    /** Money as callers send it. */
    static Map<String, Object> amount(String money) {
        String[] words = money.split(" ");
        return new TreeMap<>(Map.of("amount", Long.valueOf(words[0]), "currency", words[1]));
    }

    /** Stages and criteria, in order. */
    static List<String> unmet(JsonNode holder) {
        List<String> unmet = new ArrayList<>();
        holder.path("unmet")
                .forEach(one -> unmet.add(
                        one.path("stage").asText() + "/" + one.path("criterion").asText()));
        return unmet;
    }
}
