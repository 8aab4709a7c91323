package io.salesprocess.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Bodies of requests to publish pipelines, which tests can change. */
public final class PipelineBodies {

    private PipelineBodies() {}

    @SafeVarargs
    public static Map<String, Object> pipeline(String key, Map<String, Object>... stages) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("key", key);
        body.put("title", "Partner sales");
        List<Map<String, Object>> list = new ArrayList<>();
        for (Map<String, Object> stage : stages) {
            list.add(stage);
        }
        body.put("stages", list);
        return body;
    }

    @SafeVarargs
    public static Map<String, Object> stage(String key, Map<String, Object>... criteria) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("key", key);
        body.put("title", "The stage " + key);
        body.put("targetDuration", "P7D");
        List<Map<String, Object>> list = new ArrayList<>();
        for (Map<String, Object> criterion : criteria) {
            list.add(criterion);
        }
        body.put("exitCriteria", list);
        return body;
    }

    public static Map<String, Object> criterion(String type, Object... namesAndValues) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", type);
        body.put("parameters", parameters);
        return body;
    }
}
