package io.salesprocess.pipeline.domain;

import java.util.List;
import java.util.Map;

/** The two shipped pipelines, built in code. */
public final class Pipelines {

    private static final Stage PRE_QUALIFICATION = stage(
            "pre-qualification",
            7,
            Criteria.of("submission-received"),
            new ExitCriterion("survey-started", Map.of("minimumAnswers", 1)),
            Criteria.of("interest-strong"),
            Criteria.of("trust-established"),
            Criteria.of("fit-confirmed"));

    private static final Stage QUALIFICATION = stage(
            "qualification",
            14,
            Criteria.of("product-background-recorded"),
            Criteria.of("product-history-recorded"),
            Criteria.of("target-audience-recorded"),
            Criteria.of("possible-issues-recorded"));

    private Pipelines() {}

    public static Pipeline standard() {
        return pipeline(
                "standard",
                PRE_QUALIFICATION,
                QUALIFICATION,
                stage(
                        "relationship",
                        14,
                        Criteria.of("greeted"),
                        Criteria.of("questions-answered"),
                        Criteria.of("message-channel-offered"),
                        Criteria.of("messages-followed-up")),
                stage("conversion", 14, Criteria.of("welcome-letter-sent"), Criteria.of("contract-signed")));
    }

    public static Pipeline proposal() {
        return pipeline(
                "proposal",
                PRE_QUALIFICATION,
                stage("selection", 7, Criteria.of("offering-selected")),
                QUALIFICATION,
                stage(
                        "negotiation",
                        21,
                        Criteria.of("proposal-accepted"),
                        Criteria.of("welcome-letter-sent"),
                        Criteria.of("contract-signed")));
    }

    public static Pipeline pipeline(String key, Stage... stages) {
        return new Pipeline(new PipelineRef(key, 1), key, List.of(stages));
    }

    public static Stage stage(String key, int days, ExitCriterion... criteria) {
        return new Stage(key, key, null, TargetDuration.ofDays(days), false, List.of(criteria));
    }
}
