package io.salesprocess.testkit;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.patch;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Custom fields for tests. There can be 50 of a subject, so tests share those that they do not change. */
public final class Fields {

    private static final int CONFLICT = 409;

    private Fields() {}

    /** A field that a test has for itself. */
    public record Field(UUID id, String key) {

        /** Makes room for the fields of other tests. */
        public void retire() {
            patch("/v1/custom-fields/" + id, Map.of("retired", true)).statusCode(200);
        }
    }

    /** Sees to it that there is a field of this key and type that all tests may use, and returns its key. */
    public static String shared(String subject, String key, String type, String... options) {
        int status = caller().body(definition(subject, key, type, options))
                .post("/v1/custom-fields")
                .statusCode();
        assertThat(status).isIn(201, CONFLICT);
        return key;
    }

    /** Defines a field that no other test uses. */
    public static Field own(String subject, String type, String... options) {
        String key = unique("f").replace("-", "").substring(0, 20);
        UUID id = UUID.fromString(post("/v1/custom-fields", definition(subject, key, type, options))
                .statusCode(201)
                .extract()
                .path("id"));
        return new Field(id, key);
    }

    /** What defines such a field. */
    public static Map<String, Object> definition(String subject, String key, String type, String... options) {
        Map<String, Object> definition = new HashMap<>();
        definition.put("subject", subject);
        definition.put("key", key);
        definition.put("label", "Field " + key);
        definition.put("type", type);
        definition.put("options", options.length == 0 ? null : List.of(options));
        return definition;
    }
}
