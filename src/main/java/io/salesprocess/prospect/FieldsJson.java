package io.salesprocess.prospect;

import com.fasterxml.jackson.core.type.TypeReference;
import io.salesprocess.platform.api.Json;
import io.salesprocess.platform.api.StrictJson;
import java.util.Map;

/** How values of custom fields are written into a column. */
final class FieldsJson {

    private static final Json JSON = new Json(StrictJson.mapper());
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};
    private static final String NO_FIELDS = "{}";

    private FieldsJson() {}

    static String write(Map<String, Object> fields) {
        return JSON.write(fields);
    }

    static Map<String, Object> read(String json) {
        return json.equals(NO_FIELDS) ? Map.of() : JSON.read(json, FIELDS);
    }
}
