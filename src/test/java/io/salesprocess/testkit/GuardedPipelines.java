package io.salesprocess.testkit;

import java.util.ArrayList;
import java.util.List;

/** Pipelines whose stages ask for approval and nothing else. */
public final class GuardedPipelines {

    private GuardedPipelines() {}

    /**
     * Publishes a pipeline with the stages {@code stage-1}, {@code stage-2} and so on; returns its key.
     *
     * @param approvals for each stage, the parameters of its criterion {@code approved} as JSON; empty if it has none
     */
    public static String publish(String... approvals) {
        String key = Api.unique("guarded");
        List<String> stages = new ArrayList<>();
        for (String parameters : approvals) {
            String stage = "stage-" + (stages.size() + 1);
            String criteria =
                    parameters.isEmpty() ? "" : "{\"type\": \"approved\", \"parameters\": " + parameters + "}";
            stages.add("""
                    {"key": "%1$s", "title": "%1$s", "targetDuration": "P1D", "exitCriteria": [%2$s]}""".formatted(stage, criteria));
        }
        Api.post("/v1/pipelines", "{\"key\": \"" + key + "\", \"title\": \"Guarded\", \"stages\": " + stages + "}")
                .statusCode(201);
        return key;
    }
}
