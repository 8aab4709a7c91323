package io.salesprocess.deal;

import com.fasterxml.jackson.core.type.TypeReference;
import io.salesprocess.deal.domain.Payments;
import io.salesprocess.deal.domain.StageVisit;
import io.salesprocess.pipeline.domain.Evidence;
import io.salesprocess.platform.api.Json;
import io.salesprocess.platform.api.StrictJson;
import java.util.List;
import java.util.Map;

/** How deals are written into columns. */
final class DealJson {

    private static final Json JSON = new Json(StrictJson.mapper());
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};
    private static final String NO_FIELDS = "{}";

    private DealJson() {}

    /** The part of a deal's state that has no columns of its own. */
    record State(List<StageVisit> visits, Evidence evidence, Payments payments) {}

    static String write(Object value) {
        return JSON.write(value);
    }

    static State readState(String json) {
        return JSON.read(json, State.class);
    }

    static Map<String, Object> readFields(String json) {
        return json.equals(NO_FIELDS) ? Map.of() : JSON.read(json, FIELDS);
    }
}
