package io.salesprocess.pipeline.domain;

import java.util.Objects;
import java.util.Set;

/**
 * All that exit criteria can read: what has been recorded on a deal, as facts. What people said and wrote stays with the
 * features that received it; here are only ids, counts and enumerated values (rule 12). A transition is decided on this
 * value alone, so it needs to ask nobody.
 *
 * @param survey what the prospect has answered
 * @param assessment how the salesperson sees the prospect
 * @param qualification the topics on which something is known about the prospect's product
 * @param contact greetings, questions and messages
 * @param activities kinds of activities recorded, such as {@code demo}; and for each outcome that a kind had, both, such as
 *     {@code demo:positive}
 * @param papers documents and proposals that stand
 * @param subject what is to be sold
 * @param approvals who has approved it; may be given as null for none, as states stored by earlier releases do not have it
 */
public record Evidence(
        Survey survey,
        Assessment assessment,
        Set<QualificationTopic> qualification,
        Contact contact,
        Set<String> activities,
        Papers papers,
        Subject subject,
        Approvals approvals) {

    private static final char OUTCOME = ':';

    /** Nothing recorded yet. */
    public static final Evidence NONE = new Evidence(
            Survey.EMPTY,
            Assessment.UNKNOWN,
            Set.of(),
            Contact.NONE,
            Set.of(),
            Papers.NONE,
            Subject.UNKNOWN,
            Approvals.NONE);

    public Evidence {
        Objects.requireNonNull(survey, "survey");
        Objects.requireNonNull(assessment, "assessment");
        Objects.requireNonNull(contact, "contact");
        Objects.requireNonNull(papers, "papers");
        Objects.requireNonNull(subject, "subject");
        qualification = Sorted.copyOf(qualification);
        activities = Sorted.copyOf(activities);
        approvals = approvals == null ? Approvals.NONE : approvals;
    }

    public Evidence with(Survey changed) {
        return new Evidence(changed, assessment, qualification, contact, activities, papers, subject, approvals);
    }

    public Evidence with(Assessment changed) {
        return new Evidence(survey, changed, qualification, contact, activities, papers, subject, approvals);
    }

    public Evidence withQualification(Set<QualificationTopic> changed) {
        return new Evidence(survey, assessment, changed, contact, activities, papers, subject, approvals);
    }

    public Evidence with(Contact changed) {
        return new Evidence(survey, assessment, qualification, changed, activities, papers, subject, approvals);
    }

    /** An activity of this kind has been recorded that turned out like this. */
    public Evidence withActivity(String kind, Outcome outcome) {
        Set<String> more = Sorted.plus(Sorted.plus(activities, kind), mark(kind, outcome.word()));
        return new Evidence(survey, assessment, qualification, contact, more, papers, subject, approvals);
    }

    /** How many kinds of activities have been recorded. */
    public long activityKinds() {
        return activities.stream().filter(mark -> mark.indexOf(OUTCOME) < 0).count();
    }

    /**
     * Whether an activity of the kind has been recorded.
     *
     * @param outcome null for any, also for one of which only the kind is known
     */
    boolean hasActivity(String kind, String outcome) {
        return activities.contains(outcome == null ? kind : mark(kind, outcome));
    }

    /** No kind has a colon in it. Instances of an earlier version find the kinds among the marks and leave the others alone. */
    private static String mark(String kind, String outcome) {
        return kind + OUTCOME + outcome;
    }

    public Evidence with(Papers changed) {
        return new Evidence(survey, assessment, qualification, contact, activities, changed, subject, approvals);
    }

    public Evidence with(Subject changed) {
        return new Evidence(survey, assessment, qualification, contact, activities, papers, changed, approvals);
    }

    public Evidence with(Approvals changed) {
        return new Evidence(survey, assessment, qualification, contact, activities, papers, subject, changed);
    }
}
