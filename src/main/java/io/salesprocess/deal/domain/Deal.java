package io.salesprocess.deal.domain;

import io.salesprocess.pipeline.domain.Evidence;
import io.salesprocess.pipeline.domain.Pipeline;
import io.salesprocess.pipeline.domain.PipelineRef;
import io.salesprocess.pipeline.domain.Situation;
import io.salesprocess.pipeline.domain.Worth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * The state of a deal: the fold of its history, and nothing else (rule 8).
 *
 * @param pipeline the version that the deal follows: the one that it was opened with, or was last migrated to (rule 4)
 * @param stage where the deal stands (rule 1); a closed deal keeps the stage in which it was closed
 * @param attempt the number of the current try at the stage, from 1 (rule 4)
 * @param prospectId whose way through the pipeline this is; another once prospects have been merged
 * @param ownerId the salesperson, or null while the deal is unassigned
 * @param value what the sale is worth, or null while unknown; fixed while a contract is out
 * @param dueAt when the current attempt should be over; null once the deal is closed
 * @param closedAt null while the deal is open
 * @param visits the stages entered so far, in order and each once; the last is the current one. After a migration a stage that
 *     is done may not be in the pipeline, and a stage of the pipeline before the current one may not be here
 * @param evidence what the exit criteria read
 * @param payments the money that came in
 * @param told what timers have told of that still stands; the rest is dropped
 * @param sequence the number of the last event, which is the deal's version as well
 */
public record Deal(
        UUID id,
        PipelineRef pipeline,
        DealStatus status,
        String stage,
        int attempt,
        UUID prospectId,
        UUID ownerId,
        Money value,
        Instant openedAt,
        Instant stageEnteredAt,
        Instant dueAt,
        Instant closedAt,
        List<StageVisit> visits,
        Evidence evidence,
        Payments payments,
        Told told,
        long sequence) {

    public Deal {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(pipeline, "pipeline");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(prospectId, "prospectId");
        visits = List.copyOf(visits);
        told = told.standing(dueAt, stage, evidence);
    }

    /** The state after the first event of a history. */
    static Deal opened(UUID id, PipelineRef pipeline, DealEvent.DealOpened opened, Instant at) {
        Evidence evidence = Evidence.NONE.with(Evidence.NONE.subject().selected(opened.offeringId()));
        return new Deal(
                id,
                pipeline,
                DealStatus.OPEN,
                opened.stage(),
                1,
                opened.prospectId(),
                opened.ownerId(),
                opened.value(),
                at,
                at,
                opened.dueAt(),
                null,
                List.of(StageVisit.entered(opened.stage(), at)),
                evidence,
                Payments.NONE,
                Told.NONE,
                1);
    }

    /** The offering that is to be sold, or null while none has been selected. */
    public UUID offeringId() {
        return evidence.subject().offeringId();
    }

    /** Whether the current attempt takes longer than the stage's target duration. */
    public boolean isOverdue(Instant now) {
        return dueAt != null && dueAt.isBefore(now);
    }

    /** The currency in which money is taken: the value's, else that of the first payment, else null. */
    public String currency() {
        return value == null ? payments.currency() : value.currency();
    }

    /** What the sale is worth, as criteria see it; null while unknown. */
    Worth worth() {
        return worthOf(value);
    }

    /**
     * The deal as an exit criterion of this stage sees it.
     *
     * @param pipeline the version that the deal follows
     */
    public Situation asSeenIn(Pipeline pipeline, String criterionStage) {
        return new Situation(criterionStage, evidence, worth(), pipeline.onwards(criterionStage, stage));
    }

    Deal enter(String next, Instant due, Instant at) {
        List<StageVisit> more = replaceLastVisit(current().left(at));
        more.add(StageVisit.entered(next, at));
        return new Deal(
                id,
                pipeline,
                status,
                next,
                1,
                prospectId,
                ownerId,
                value,
                openedAt,
                at,
                due,
                null,
                more,
                evidence,
                payments,
                told,
                sequence);
    }

    Deal tryAgain(Instant due) {
        StageVisit again = current().triedAgain();
        return new Deal(
                id,
                pipeline,
                DealStatus.OPEN,
                stage,
                again.attempts(),
                prospectId,
                ownerId,
                value,
                openedAt,
                stageEnteredAt,
                due,
                null,
                replaceLastVisit(again),
                evidence.with(evidence.approvals().triedAgain(stage)),
                payments,
                told,
                sequence);
    }

    Deal close(DealStatus closed, Instant at) {
        return new Deal(
                id,
                pipeline,
                closed,
                stage,
                attempt,
                prospectId,
                ownerId,
                value,
                openedAt,
                stageEnteredAt,
                null,
                at,
                replaceLastVisit(current().left(at)),
                evidence,
                payments,
                told,
                sequence);
    }

    /** The deal in another version of its pipeline; stages that it does not name keep their keys. */
    Deal migrate(int version, String next, Map<String, String> stageMapping, Instant due) {
        return new Deal(
                id,
                new PipelineRef(pipeline.key(), version),
                status,
                next,
                attempt,
                prospectId,
                ownerId,
                value,
                openedAt,
                stageEnteredAt,
                due,
                closedAt,
                visits.stream()
                        .map(visit -> visit.renamed(stageMapping.getOrDefault(visit.stage(), visit.stage())))
                        .toList(),
                evidence.with(evidence.approvals().renamed(key -> stageMapping.getOrDefault(key, key))),
                payments,
                told,
                sequence);
    }

    Deal with(Evidence changed) {
        return copy(ownerId, value, changed, payments, told, sequence);
    }

    Deal with(Payments changed) {
        return copy(ownerId, value, evidence, changed, told, sequence);
    }

    Deal withOwner(UUID changed) {
        return copy(changed, value, evidence.with(evidence.approvals().ownedBy(changed)), payments, told, sequence);
    }

    Deal withValue(Money changed) {
        Evidence left = evidence.with(evidence.approvals().worthNow(worthOf(changed)));
        return copy(ownerId, changed, left, payments, told, sequence);
    }

    Deal with(Told changed) {
        return copy(ownerId, value, evidence, payments, changed, sequence);
    }

    /** The deal of another prospect, who has turned out to be the same person, or not to be. */
    Deal withProspect(UUID changed) {
        return new Deal(
                id,
                pipeline,
                status,
                stage,
                attempt,
                changed,
                ownerId,
                value,
                openedAt,
                stageEnteredAt,
                dueAt,
                closedAt,
                visits,
                evidence,
                payments,
                told,
                sequence);
    }

    Deal withSequence(long changed) {
        return copy(ownerId, value, evidence, payments, told, changed);
    }

    private Deal copy(UUID owner, Money worth, Evidence known, Payments paid, Told marks, long number) {
        return new Deal(
                id,
                pipeline,
                status,
                stage,
                attempt,
                prospectId,
                owner,
                worth,
                openedAt,
                stageEnteredAt,
                dueAt,
                closedAt,
                visits,
                known,
                paid,
                marks,
                number);
    }

    private static Worth worthOf(Money value) {
        return value == null ? null : new Worth(value.amount(), value.currency());
    }

    private StageVisit current() {
        return visits.get(visits.size() - 1);
    }

    private List<StageVisit> replaceLastVisit(StageVisit last) {
        List<StageVisit> replaced = new ArrayList<>(visits);
        replaced.set(replaced.size() - 1, last);
        return replaced;
    }
}
