package io.salesprocess.deal;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.DealStatus;
import io.salesprocess.deal.domain.Payments;
import io.salesprocess.deal.domain.StageVisit;
import io.salesprocess.offering.OfferingResponse;
import io.salesprocess.pipeline.domain.Pipeline;
import io.salesprocess.pipeline.domain.PipelineRef;
import io.salesprocess.pipeline.domain.Stage;
import io.salesprocess.platform.kernel.Amount;
import io.salesprocess.platform.kernel.SignedAmount;
import io.salesprocess.prospect.ProspectResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A deal as callers see it. */
@Schema(name = "Deal", description = "One prospect's way through a pipeline. Lists leave out `stages` and `payments`.")
record DealResponse(
        UUID id,

        @Schema(description = "For people; ascending.", examples = "1042")
        long number,

        PipelineVersion pipeline,
        DealStatus status,

        @Schema(description = "Where the deal stands, or stood when it was closed.", examples = "qualification")
        String stage,

        @Schema(description = "The number of the current try at the stage, from 1.", examples = "1")
        int attempt,

        UUID prospectId,
        @Schema(nullable = true) UUID offeringId,

        @Schema(description = "The salesperson; null while unassigned.", nullable = true)
        UUID ownerId,

        @Schema(nullable = true, examples = "landing-page") String source,
        @Schema(nullable = true) Amount value,
        Instant openedAt,

        @Schema(description = "When the last event of the deal happened.")
        Instant updatedAt,

        Instant stageEnteredAt,

        @Schema(description = "When the current attempt should be over; null once closed.", nullable = true)
        Instant dueAt,

        boolean overdue,
        @Schema(nullable = true) Instant closedAt,

        @Schema(description = "Null unless the deal is lost.", nullable = true)
        String lostReason,

        @Schema(description = "Rises with every change; the same number as in `ETag`.", examples = "7")
        long version,

        @Schema(
                description = "Values of custom fields, by key; a field without a value is absent.",
                examples = "{\"region\": \"north\"}")
        Map<String, Object> customFields,

        @JsonInclude(JsonInclude.Include.NON_NULL) List<StageState> stages,
        @JsonInclude(JsonInclude.Include.NON_NULL) PaymentState payments,

        @Schema(description = "The prospect as in lists, with `expand=prospect`, unless erased.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        ProspectResponse prospect,

        @Schema(description = "The offering, with `expand=offering`.") @JsonInclude(JsonInclude.Include.NON_NULL)
        OfferingResponse offering) {

    /** The pipeline that the deal goes through, in the version that it follows. */
    @Schema(name = "PipelineVersion")
    record PipelineVersion(
            @Schema(examples = "standard") String key,
            @Schema(examples = "1") int version) {

        static PipelineVersion of(PipelineRef ref) {
            return new PipelineVersion(ref.key(), ref.version());
        }
    }

    /** How far a deal has come in a stage. */
    @Schema(name = "StageProgress")
    enum Progress {
        DONE,
        CURRENT,
        UPCOMING
    }

    /** A stage as the deal sees it. */
    @Schema(name = "DealStage", description = "A stage of the pipeline as the deal has gone through it.")
    record StageState(
            @Schema(examples = "pre-qualification") String key,
            Progress state,
            @Schema(nullable = true) Instant enteredAt,
            @Schema(nullable = true) Instant leftAt,

            @Schema(
                    description =
                            "Number of attempts; 0 before the stage is entered, and in a done stage that a migration put before.")
            int attempts,

            List<CriterionState> criteria) {}

    /** Whether an exit criterion holds now. */
    @Schema(name = "CriterionState", description = "Whether an exit criterion holds now.")
    record CriterionState(
            @Schema(examples = "fit-confirmed") String type, boolean met) {}

    /** The money of the deal; null where no currency or no value is known yet. */
    @Schema(name = "DealPayments", description = "Null where no currency or no value is known yet.")
    record PaymentState(
            @Schema(
                    description =
                            "Payments less refunds less reversals. A reversal can bring it below zero; nothing else can.",
                    nullable = true)
            SignedAmount collected,

            @Schema(nullable = true) Amount refunded,

            @Schema(description = "Payments that were taken back whole.", nullable = true)
            Amount reversed,

            @Schema(description = "What the value still lacks.", nullable = true)
            Amount outstanding,

            @Schema(description = "What was paid beyond the value.", nullable = true)
            Amount overpaid) {

        static PaymentState of(Deal deal) {
            Payments payments = deal.payments();
            String currency = deal.currency();
            boolean valued = deal.value() != null;
            return new PaymentState(
                    currency == null ? null : new SignedAmount(payments.collected(), currency),
                    amount(payments.refunded(), currency),
                    amount(payments.reversed(), currency),
                    valued ? amount(payments.outstanding(deal.value()), currency) : null,
                    valued ? amount(payments.overpaid(deal.value()), currency) : null);
        }

        private static Amount amount(long amount, String currency) {
            return currency == null ? null : new Amount(amount, currency);
        }
    }

    static DealResponse summary(ListedDeal deal, Instant now, Related related) {
        return new DealResponse(
                deal.id(),
                deal.number(),
                PipelineVersion.of(deal.pipeline()),
                deal.status(),
                deal.stage(),
                deal.attempt(),
                deal.prospectId(),
                deal.offeringId(),
                deal.ownerId(),
                deal.source(),
                deal.value(),
                deal.openedAt(),
                deal.updatedAt(),
                deal.stageEnteredAt(),
                deal.dueAt(),
                deal.isOverdue(now),
                deal.closedAt(),
                deal.lostReason(),
                deal.sequence(),
                deal.customFields(),
                null,
                null,
                related.prospect(deal.prospectId()),
                related.offering(deal.offeringId()));
    }

    /** Looks different once it is overdue, although nothing was changed. */
    String tag() {
        return overdue ? version + "-overdue" : Long.toString(version);
    }

    static DealResponse whole(DealService.Whole whole) {
        return whole(whole, Related.NONE);
    }

    static DealResponse whole(DealService.Whole whole, Related related) {
        StoredDeal stored = whole.stored();
        Deal deal = stored.deal();
        return new DealResponse(
                deal.id(),
                stored.number(),
                PipelineVersion.of(deal.pipeline()),
                deal.status(),
                deal.stage(),
                deal.attempt(),
                deal.prospectId(),
                deal.offeringId(),
                deal.ownerId(),
                stored.source(),
                MoneyMapper.toJson(deal.value()),
                deal.openedAt(),
                stored.updatedAt(),
                deal.stageEnteredAt(),
                deal.dueAt(),
                deal.isOverdue(whole.now()),
                deal.closedAt(),
                stored.lostReason(),
                deal.sequence(),
                stored.customFields(),
                stages(deal, whole.pipeline()),
                PaymentState.of(deal),
                related.prospect(deal.prospectId()),
                related.offering(deal.offeringId()));
    }

    /** By key: after a migration, a stage before the current one may be one that the deal has never been in. */
    private static List<StageState> stages(Deal deal, Pipeline pipeline) {
        Map<String, StageVisit> visits =
                deal.visits().stream().collect(Collectors.toMap(StageVisit::stage, visit -> visit));
        List<Stage> reached = pipeline.upTo(deal.stage());
        List<StageState> states = new ArrayList<>();
        for (Stage stage : pipeline.stages()) {
            StageVisit visit = visits.get(stage.key());
            List<CriterionState> criteria = stage.exitCriteria().stream()
                    .map(criterion -> new CriterionState(
                            criterion.type(), criterion.isMetBy(deal.asSeenIn(pipeline, stage.key()))))
                    .toList();
            Progress progress = reached.contains(stage) ? progress(deal, stage) : Progress.UPCOMING;
            states.add(
                    visit == null
                            ? new StageState(stage.key(), progress, null, null, 0, criteria)
                            : new StageState(
                                    stage.key(),
                                    progress,
                                    visit.enteredAt(),
                                    visit.leftAt(),
                                    visit.attempts(),
                                    criteria));
        }
        return states;
    }

    private static Progress progress(Deal deal, Stage stage) {
        boolean stands = deal.stage().equals(stage.key()) && deal.status() != DealStatus.WON;
        return stands ? Progress.CURRENT : Progress.DONE;
    }
}
