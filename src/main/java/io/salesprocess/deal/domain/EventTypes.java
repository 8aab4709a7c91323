package io.salesprocess.deal.domain;

import static java.util.Map.entry;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The names of events as history keeps them. They are written out, not derived, because a name once written to history can
 * never change, while a class may be renamed.
 */
public final class EventTypes {

    private static final Map<String, Class<? extends DealEvent>> TYPES = Map.ofEntries(
            entry("deal.opened", DealEvent.DealOpened.class),
            entry("deal.advanced", DealEvent.DealAdvanced.class),
            entry("deal.fell-short", DealEvent.DealFellShort.class),
            entry("deal.won", DealEvent.DealWon.class),
            entry("deal.lost", DealEvent.DealLost.class),
            entry("deal.reopened", DealEvent.DealReopened.class),
            entry("deal.migrated", DealEvent.DealMigrated.class),
            entry("deal.owner-assigned", Fact.OwnerAssigned.class),
            entry("deal.value-changed", Fact.ValueChanged.class),
            entry("deal.offering-selected", Fact.OfferingSelected.class),
            entry("deal.custom-fields-changed", Fact.CustomFieldsChanged.class),
            entry("prospect.erased", Fact.ProspectErased.class),
            entry("prospect.merged", Fact.ProspectMerged.class),
            entry("prospect.unmerged", Fact.ProspectUnmerged.class),
            entry("submission.received", Fact.SubmissionReceived.class),
            entry("survey.recorded", Fact.SurveyRecorded.class),
            entry("assessment.recorded", Fact.AssessmentRecorded.class),
            entry("qualification.recorded", Fact.QualificationRecorded.class),
            entry("greeting.given", Fact.GreetingGiven.class),
            entry("question.asked", Fact.QuestionAsked.class),
            entry("question.answered", Fact.QuestionAnswered.class),
            entry("message-link.offered", Fact.MessageLinkOffered.class),
            entry("message-link.revoked", Fact.MessageLinksRevoked.class),
            entry("message.left", Fact.MessageLeft.class),
            entry("message.followed-up", Fact.MessageFollowedUp.class),
            entry("activity.recorded", Fact.ActivityRecorded.class),
            entry("approval.requested", Fact.ApprovalRequested.class),
            entry("approval.granted", Fact.ApprovalGranted.class),
            entry("approval.refused", Fact.ApprovalRefused.class),
            entry("document.drafted", Fact.DocumentDrafted.class),
            entry("document.sent", Fact.DocumentSent.class),
            entry("document.signed", Fact.DocumentSigned.class),
            entry("document.voided", Fact.DocumentVoided.class),
            entry("document-link.offered", Fact.DocumentLinkOffered.class),
            entry("document-link.revoked", Fact.DocumentLinksRevoked.class),
            entry("proposal.drafted", Fact.ProposalDrafted.class),
            entry("proposal.sent", Fact.ProposalSent.class),
            entry("proposal.accepted", Fact.ProposalAccepted.class),
            entry("proposal.declined", Fact.ProposalDeclined.class),
            entry("proposal.countered", Fact.ProposalCountered.class),
            entry("payment.received", Fact.PaymentReceived.class),
            entry("payment.refunded", Fact.PaymentRefunded.class),
            entry("payment.reversed", Fact.PaymentReversed.class),
            entry("payment-plan.changed", Fact.PaymentPlanned.class),
            entry("stage.overdue", Reminder.StageOverdue.class),
            entry("question.unanswered", Reminder.QuestionUnanswered.class),
            entry("message.unanswered", Reminder.MessageUnanswered.class),
            entry("proposal.expired", Reminder.ProposalExpired.class),
            entry("payment.overdue", Reminder.PaymentOverdue.class),
            entry("approval.waiting", Reminder.ApprovalWaiting.class));

    private static final Map<Class<? extends DealEvent>, String> NAMES =
            TYPES.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private EventTypes() {}

    /** Every event there is, by name. */
    public static Map<String, Class<? extends DealEvent>> all() {
        return Collections.unmodifiableMap(new TreeMap<>(TYPES));
    }

    /** The event of this name. */
    public static Class<? extends DealEvent> typeOf(String name) {
        Class<? extends DealEvent> type = TYPES.get(name);
        if (type == null) {
            throw new IllegalArgumentException("There is no event " + name + ".");
        }
        return type;
    }

    static String nameOf(Class<? extends DealEvent> type) {
        return NAMES.get(type);
    }
}
