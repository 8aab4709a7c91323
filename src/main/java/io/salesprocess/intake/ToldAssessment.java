package io.salesprocess.intake;

import io.salesprocess.deal.domain.Fact;
import io.salesprocess.pipeline.domain.Assessment;
import io.salesprocess.pipeline.domain.Assessment.Fit;
import io.salesprocess.pipeline.domain.Assessment.Interest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the answers of a form tell about the deal. Where several do, the last in the order of questions and options counts.
 *
 * @param interest null if none tells it
 * @param fit null if none tells it
 */
record ToldAssessment(Interest interest, Fit fit) {

    static ToldAssessment of(List<Question> questions, Map<String, Object> answers) {
        ToldAssessment told = new ToldAssessment(null, null);
        for (Question question : questions) {
            Object answer = answers.get(question.key());
            if (question.tells() != null && answer != null) {
                List<String> chosen = Question.chosen(answer);
                for (String choice : question.choices()) {
                    told = chosen.contains(choice) ? told.and(question.tells(), choice) : told;
                }
            }
        }
        return told;
    }

    private ToldAssessment and(Question.Tells tells, String choice) {
        return new ToldAssessment(
                tells.interest().getOrDefault(choice, interest), tells.fit().getOrDefault(choice, fit));
    }

    /**
     * The assessment that a deal begins with, or takes over. What has been assessed already stays: whoever knows an e-mail address
     * could change it otherwise.
     */
    Optional<Fact> addedTo(Assessment known) {
        Interest interestNow = known.interest() == null ? interest : known.interest();
        Fit fitNow = known.fit() == Fit.UNKNOWN && fit != null ? fit : known.fit();
        return interestNow == known.interest() && fitNow == known.fit()
                ? Optional.empty()
                : Optional.of(new Fact.AssessmentRecorded(interestNow, known.trustedAdvisor(), fitNow));
    }
}
