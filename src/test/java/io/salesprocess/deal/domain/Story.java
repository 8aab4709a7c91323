package io.salesprocess.deal.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.salesprocess.deal.domain.DealCommand.Migrate;
import io.salesprocess.deal.domain.DealCommand.Record;
import io.salesprocess.deal.domain.DealCommand.Transition;
import io.salesprocess.deal.domain.SalesProcess.Occurrence;
import io.salesprocess.pipeline.domain.Assessment.Fit;
import io.salesprocess.pipeline.domain.Assessment.Interest;
import io.salesprocess.pipeline.domain.Papers.DocumentKind;
import io.salesprocess.pipeline.domain.Pipeline;
import io.salesprocess.pipeline.domain.Pipelines;
import io.salesprocess.pipeline.domain.QualificationTopic;
import io.salesprocess.pipeline.domain.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What happens to one deal, step by step, an hour apart. It keeps pipeline, deal and history together for a test. */
final class Story {

    static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
    static final UUID DEAL = id(1);
    static final UUID PROSPECT = id(2);
    static final UUID OFFERING = id(3);
    static final UUID OWNER = id(4);
    static final UUID LETTER = id(5);
    static final UUID CONTRACT = id(6);
    static final UUID PROPOSAL = id(7);
    static final Money VALUE = new Money(990_000, "EUR");

    private Pipeline pipeline;
    private final List<Occurrence> history = new ArrayList<>();
    private Deal deal;
    private Instant now = START;

    private Story(Pipeline pipeline, Money value) {
        this.pipeline = pipeline;
        DealEvent.DealOpened opened = SalesProcess.open(pipeline, PROSPECT, null, OWNER, value, now);
        history.add(new Occurrence(opened, now));
        deal = SalesProcess.opened(DEAL, pipeline.ref(), opened, now);
    }

    /** A deal opened in the standard pipeline. */
    static Story standard() {
        return new Story(Pipelines.standard(), VALUE);
    }

    /** A deal opened in the proposal pipeline. */
    static Story proposal() {
        return new Story(Pipelines.proposal(), VALUE);
    }

    /** A deal whose value is not known yet. */
    static Story in(Pipeline pipeline) {
        return new Story(pipeline, null);
    }

    static UUID id(int number) {
        return new UUID(0, number);
    }

    Pipeline pipeline() {
        return pipeline;
    }

    Deal deal() {
        return deal;
    }

    List<Occurrence> history() {
        return history;
    }

    /** When the last thing happened. */
    Instant now() {
        return now;
    }

    /** The last event. */
    DealEvent last() {
        return history.get(history.size() - 1).event();
    }

    /** What would be decided now; nothing happens. */
    Decision decide(DealCommand command) {
        return SalesProcess.decide(pipeline, deal, command, now);
    }

    /** Why this transition, in good form, would be refused now. */
    Refusal refusalOf(TransitionType type) {
        return refusalOf(new Transition(type, deal.stage(), "a reason"));
    }

    Refusal refusalOf(Fact... facts) {
        return refusalOf(Record.of(facts));
    }

    Refusal refusalOf(DealCommand command) {
        Decision decision = decide(command);
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        return ((Decision.Refused) decision).refusal();
    }

    /** An hour later this happens. */
    Story then(DealCommand command) {
        now = now.plus(Duration.ofHours(1));
        Decision decision = decide(command);
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        for (DealEvent event : ((Decision.Accepted) decision).events()) {
            history.add(new Occurrence(event, now));
            deal = SalesProcess.apply(deal, event, now);
        }
        if (command instanceof Migrate moved) {
            pipeline = moved.to();
        }
        return this;
    }

    Story then(TransitionType type) {
        return then(new Transition(type, deal.stage(), "a reason"));
    }

    Story then(Fact... facts) {
        return then(Record.of(facts));
    }

    /** All that the current stage asks for is recorded. */
    Story stageDone() {
        return then(enoughFor(deal.stage()).toArray(Fact[]::new));
    }

    /** The deal goes on, properly, to this stage. */
    Story upTo(String stage) {
        while (!deal.stage().equals(stage)) {
            stageDone().then(TransitionType.ADVANCE);
        }
        return this;
    }

    /** The deal goes on, properly, until it is won. */
    Story won() {
        List<Stage> stages = pipeline.stages();
        return upTo(stages.get(stages.size() - 1).key()).stageDone().then(TransitionType.ADVANCE);
    }

    /** Facts that meet every criterion of a stage of the shipped pipelines. */
    static List<Fact> enoughFor(String stage) {
        return switch (stage) {
            case "pre-qualification" ->
                List.of(
                        new Fact.SubmissionReceived(id(10), 1),
                        new Fact.AssessmentRecorded(Interest.STRONG, true, Fit.FIT));
            case "selection" -> List.of(new Fact.OfferingSelected(OFFERING));
            case "qualification" -> List.of(new Fact.QualificationRecorded(Set.of(QualificationTopic.values())));
            case "relationship" ->
                List.of(new Fact.GreetingGiven(id(11), Fact.Greeter.RECEPTIONIST), new Fact.MessageLinkOffered(id(12)));
            case "negotiation" ->
                List.of(
                        new Fact.ProposalDrafted(PROPOSAL, VALUE),
                        new Fact.ProposalSent(PROPOSAL, null),
                        new Fact.ProposalAccepted(PROPOSAL, VALUE),
                        new Fact.DocumentDrafted(LETTER, DocumentKind.WELCOME_LETTER),
                        new Fact.DocumentSent(LETTER, DocumentKind.WELCOME_LETTER, null),
                        new Fact.DocumentDrafted(CONTRACT, DocumentKind.CONTRACT),
                        new Fact.DocumentSigned(CONTRACT, DocumentKind.CONTRACT, null));
            case "conversion" ->
                List.of(
                        new Fact.DocumentDrafted(LETTER, DocumentKind.WELCOME_LETTER),
                        new Fact.DocumentSent(LETTER, DocumentKind.WELCOME_LETTER, null),
                        new Fact.DocumentDrafted(CONTRACT, DocumentKind.CONTRACT),
                        new Fact.DocumentSent(CONTRACT, DocumentKind.CONTRACT, null),
                        new Fact.DocumentSigned(CONTRACT, DocumentKind.CONTRACT, null));
            default -> throw new IllegalArgumentException("What is enough for " + stage + "?");
        };
    }
}
