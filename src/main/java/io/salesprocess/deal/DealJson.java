package io.salesprocess.deal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.salesprocess.deal.domain.Payments;
import io.salesprocess.deal.domain.StageVisit;
import io.salesprocess.pipeline.domain.Evidence;
import io.salesprocess.platform.json.StrictJson;
import java.util.List;
import java.util.Map;

/** How deals are written into columns. */
final class DealJson {

    private static final ObjectMapper MAPPER = StrictJson.mapper();
    private static final ObjectReader STATE = MAPPER.readerFor(State.class);
    private static final ObjectReader FIELDS = MAPPER.readerFor(new TypeReference<Map<String, Object>>() {});
    private static final String NO_FIELDS = "{}";

    private DealJson() {}

    /** The part of a deal's state that has no columns of its own. */
    record State(List<StageVisit> visits, Evidence evidence, Payments payments) {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A deal could not be written.", e);
        }
    }

    static State readState(String json) {
        return read(json, STATE);
    }

    static Map<String, Object> readFields(String json) {
        return json.equals(NO_FIELDS) ? Map.of() : read(json, FIELDS);
    }

    private static <T> T read(String json, ObjectReader reader) {
        try {
            return reader.readValue(json);
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    private static IllegalStateException unreadable(JsonProcessingException e) {
        return new IllegalStateException("A deal could not be read.", e);
    }
}
