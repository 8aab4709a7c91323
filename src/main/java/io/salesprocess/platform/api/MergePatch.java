package io.salesprocess.platform.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * A JSON merge patch (RFC 7396): what it names is changed, {@code null} clears, what it does not name stays.
 *
 * @param changes the patch as it was sent
 */
public record MergePatch(ObjectNode changes) {

    /** The media type of merge patches; plain JSON is taken as well. */
    public static final String MEDIA_TYPE = "application/merge-patch+json";

    /** The document after the patch, the one before untouched. A cleared field is there with {@code null}. */
    ObjectNode applyTo(ObjectNode before) {
        return merge(before.deepCopy(), changes);
    }

    private static ObjectNode merge(ObjectNode target, ObjectNode patch) {

        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            if (field.getValue() instanceof ObjectNode nested) {
                ObjectNode base = target.get(field.getKey()) instanceof ObjectNode old ? old : target.objectNode();
                target.set(field.getKey(), merge(base, nested));
            } else {
                target.set(field.getKey(), field.getValue());
            }
        }
        return target;
    }
}
