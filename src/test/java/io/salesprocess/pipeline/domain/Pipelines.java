package io.salesprocess.pipeline.domain;

import java.time.Duration;
import java.util.List;

/** The two shipped pipelines, built in code. */
public final class Pipelines {

    private static final Stage PRE_QUALIFICATION = stage(
            "pre-qualification",
            7,
            new Criteria.SubmissionReceived(),
            new Criteria.SurveyStarted(1),
            new Criteria.InterestStrong(),
            new Criteria.TrustEstablished(),
            new Criteria.FitConfirmed());

    private static final Stage QUALIFICATION = stage(
            "qualification",
            14,
            new Criteria.ProductBackgroundRecorded(),
            new Criteria.ProductHistoryRecorded(),
            new Criteria.TargetAudienceRecorded(),
            new Criteria.PossibleIssuesRecorded());

    private Pipelines() {}

    public static Pipeline standard() {
        return pipeline(
                "standard",
                PRE_QUALIFICATION,
                QUALIFICATION,
                stage(
                        "relationship",
                        14,
                        new Criteria.Greeted(),
                        new Criteria.QuestionsAnswered(),
                        new Criteria.MessageChannelOffered(),
                        new Criteria.MessagesFollowedUp()),
                stage("conversion", 14, new Criteria.WelcomeLetterSent(), new Criteria.ContractSigned()));
    }

    public static Pipeline proposal() {
        return pipeline(
                "proposal",
                PRE_QUALIFICATION,
                stage("selection", 7, new Criteria.OfferingSelected()),
                QUALIFICATION,
                stage(
                        "negotiation",
                        21,
                        new Criteria.ProposalAccepted(),
                        new Criteria.WelcomeLetterSent(),
                        new Criteria.ContractSigned()));
    }

    public static Pipeline pipeline(String key, Stage... stages) {
        return new Pipeline(new PipelineRef(key, 1), key, List.of(stages));
    }

    public static Stage stage(String key, int days, ExitCriterion... criteria) {
        return new Stage(key, key, null, Duration.ofDays(days), List.of(criteria));
    }
}
