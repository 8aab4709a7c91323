package io.salesprocess.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/** An event as the database keeps it. */
record PastEvent(
        UUID deal,
        long sequence,
        String type,
        Instant at,
        String stage,
        String from,
        String to,
        int attempt,
        String pipeline,
        boolean hasReason,
        JsonNode data) {

    /** A fact of the event as text, or null. */
    String text(String field) {
        JsonNode value = data.path(field);
        return value.isNull() || value.isMissingNode() ? null : value.asText();
    }

    /** An amount of money in the words of {@link PlainModel}, or null. */
    String money(String field) {
        JsonNode value = data.path(field);
        return value.hasNonNull("amount")
                ? value.get("amount").asText() + " " + value.get("currency").asText()
                : null;
    }

    /** The texts of an array. */
    String[] texts(String field) {
        JsonNode array = data.path(field);
        String[] texts = new String[array.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = array.get(i).asText();
        }
        return texts;
    }
}
