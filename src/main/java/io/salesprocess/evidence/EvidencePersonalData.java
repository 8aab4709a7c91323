package io.salesprocess.evidence;

import io.salesprocess.deal.Deals;
import io.salesprocess.platform.sql.Sql;
import io.salesprocess.prospect.PersonalData;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What prospects said and what was written about them. */
@Singleton
class EvidencePersonalData implements PersonalData {

    private static final String OF_PROSPECT = " WHERE deal_id IN (SELECT id FROM deal WHERE prospect_id = ?)";

    /** The rows stay where the deal's history names them; their words go. */
    private static final List<String> ERASE = List.of(
            // What was given goes along with the survey.
            "DELETE FROM survey",
            "DELETE FROM assessment",
            "DELETE FROM qualification",
            "UPDATE greeting SET channel = NULL, note = NULL",
            "UPDATE question SET text = NULL, answer = NULL",
            "UPDATE message SET text = NULL, outcome = NULL",
            "UPDATE activity SET note = NULL",
            // Nobody leaves messages by the links of somebody who is forgotten.
            "UPDATE message_link SET token_hash = sha256(convert_to(gen_random_uuid()::text, 'UTF8'))");

    private final Sql sql;
    private final Deals deals;
    private final Surveys surveys;
    private final GivenAnswers given;
    private final Assessments assessments;
    private final Qualifications qualifications;
    private final GreetingResource.Greetings greetings;
    private final QuestionResource.Questions questions;
    private final Messages messages;
    private final ActivityResource.Activities activities;

    EvidencePersonalData(
            Sql sql,
            Deals deals,
            Surveys surveys,
            GivenAnswers given,
            Assessments assessments,
            Qualifications qualifications,
            GreetingResource.Greetings greetings,
            QuestionResource.Questions questions,
            Messages messages,
            ActivityResource.Activities activities) {
        this.sql = sql;
        this.deals = deals;
        this.surveys = surveys;
        this.given = given;
        this.assessments = assessments;
        this.qualifications = qualifications;
        this.greetings = greetings;
        this.questions = questions;
        this.messages = messages;
        this.activities = activities;
    }

    @Override
    public String name() {
        return "evidence";
    }

    @Override
    public List<?> export(UUID prospectId) {
        return deals.ofProspect(prospectId).stream().map(this::ofDeal).toList();
    }

    @Override
    public void erase(UUID prospectId) {
        ERASE.forEach(statement -> sql.update(statement + OF_PROSPECT, prospectId));
    }

    private Map<String, Object> ofDeal(UUID dealId) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("dealId", dealId);
        all.put("survey", surveys.answers(dealId));
        all.put("surveyGiven", given.all(dealId));
        all.put("assessment", assessments.of(deals.get(dealId)));
        all.put("qualification", qualifications.of(dealId));
        all.put(
                "greetings",
                greetings.ofDeal(dealId).stream()
                        .map(GreetingResource.GreetingResponse::of)
                        .toList());
        all.put(
                "questions",
                questions.ofDeal(dealId).stream()
                        .map(QuestionResource.QuestionResponse::of)
                        .toList());
        all.put(
                "messages",
                messages.ofDeal(dealId).stream()
                        .map(MessageBodies.MessageResponse::of)
                        .toList());
        all.put(
                "activities",
                activities.ofDeal(dealId).stream()
                        .map(ActivityResource.ActivityResponse::of)
                        .toList());
        return all;
    }
}
