package io.salesprocess.intake;

import io.salesprocess.deal.Deals;
import io.salesprocess.deal.LockedDeal;
import io.salesprocess.deal.MoneyMapper;
import io.salesprocess.deal.domain.Actor;
import io.salesprocess.deal.domain.DealCommand;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.evidence.Surveys;
import io.salesprocess.offering.Offerings;
import io.salesprocess.pipeline.Pipelines;
import io.salesprocess.pipeline.domain.Assessment;
import io.salesprocess.pipeline.domain.Evidence;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The deals of submissions: one that is open is told of the submission, otherwise one is opened (rule 10). */
@Singleton
class FormDeals {

    private final Deals deals;
    private final Forms forms;
    private final Surveys surveys;
    private final Offerings offerings;
    private final Pipelines pipelines;

    FormDeals(Deals deals, Forms forms, Surveys surveys, Offerings offerings, Pipelines pipelines) {
        this.deals = deals;
        this.forms = forms;
        this.surveys = surveys;
        this.offerings = offerings;
        this.pipelines = pipelines;
    }

    /** The prospect's open deal for the form's offering, if there is one, told of the submission. */
    Optional<UUID> attach(UUID prospectId, FormBody form, Submission submission, SubmissionRequest request) {
        return deals.lockOpen(actor(submission), prospectId, form.offeringId())
                .map(open -> attach(open, form, submission, request));
    }

    private UUID attach(LockedDeal open, FormBody form, Submission submission, SubmissionRequest request) {
        UUID dealId = open.deal().id();
        int answered = surveys.add(dealId, request.answers(), source(submission));
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact.SubmissionReceived(submission.id(), answered));
        Assessment known = open.deal().evidence().assessment();
        ToldAssessment.of(form.questions(), request.answers()).addedTo(known).ifPresent(facts::add);
        deals.change(open, DealCommand.Record.of(facts));
        return dealId;
    }

    /** A new deal, owned as the form's assignment says. */
    UUID open(UUID prospectId, FormBody form, Submission submission, SubmissionRequest request) {
        Deals.Opening opening = new Deals.Opening(
                pipelines.newest(form.pipeline()).orElseThrow(),
                prospectId,
                form.offeringId(),
                forms.nextOwner(form),
                MoneyMapper.toDomain(offerings.priceOf(form.offeringId())),
                request.source());
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact.SubmissionReceived(submission.id(), request.answers().size()));
        ToldAssessment.of(form.questions(), request.answers())
                .addedTo(Evidence.NONE.assessment())
                .ifPresent(facts::add);
        UUID dealId = deals.open(opening, actor(submission), facts).id();
        surveys.begin(dealId, request.answers(), source(submission));
        return dealId;
    }

    private static Actor actor(Submission submission) {
        return new Actor(Actor.Kind.FORM, submission.formKey(), null);
    }

    private static Surveys.Source source(Submission submission) {
        return new Surveys.Source(actor(submission), submission.id());
    }
}
