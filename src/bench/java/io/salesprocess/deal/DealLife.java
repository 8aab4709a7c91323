package io.salesprocess.deal;

import io.salesprocess.deal.domain.Actor;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.DealCommand;
import io.salesprocess.deal.domain.DealEvent;
import io.salesprocess.deal.domain.DealStatus;
import io.salesprocess.deal.domain.Decision;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.deal.domain.SalesProcess;
import io.salesprocess.deal.domain.TransitionType;
import io.salesprocess.deal.history.NewEvents;
import io.salesprocess.deal.history.Reason;
import io.salesprocess.deal.history.StoredEvent;
import io.salesprocess.pipeline.domain.Pipeline;
import io.salesprocess.platform.api.HyphenatedEnums;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The life of a deal outside of the database. The product's own rules decide, and its own classes fold, write and chain the
 * events, so that rows made of it cannot be told from rows that the service has written.
 */
public final class DealLife {

    /** What every change writes, in the order of {@link #changedColumns()}. */
    private static final List<String> CHANGED = List.of(
            "status",
            "stage",
            "attempt",
            "offering_id",
            "owner_id",
            "value_amount",
            "value_currency",
            "stage_entered_at",
            "due_at",
            "closed_at",
            "updated_at",
            "lost_reason",
            "state",
            "sequence",
            "last_hash");

    private static final List<String> ONCE =
            List.of("id", "pipeline_key", "pipeline_version", "prospect_id", "source", "opened_at");

    private static final List<String> EVENT = List.of(
            "deal_id",
            "sequence",
            "type",
            "at",
            "actor_kind",
            "actor_id",
            "salesperson_id",
            "stage",
            "stage_from",
            "stage_to",
            "attempt",
            "pipeline_key",
            "pipeline_version",
            "data",
            "reason_digest",
            "previous_hash",
            "hash");

    private final Pipeline pipeline;
    private final String source;
    private final List<Object[]> events = new ArrayList<>();
    private final List<Object[]> reasons = new ArrayList<>();
    private Deal deal;
    private byte[] lastHash;
    private Instant updatedAt;
    private String lostReason;

    /** Opens a deal in the first stage of the pipeline. */
    public DealLife(UUID id, Deals.Opening opening, Actor actor, Instant at) {
        this.pipeline = opening.pipeline();
        this.source = opening.source();
        DealEvent.DealOpened opened = SalesProcess.open(
                pipeline, opening.prospectId(), opening.offeringId(), opening.ownerId(), opening.value(), at);
        Deal begun = SalesProcess.opened(id, pipeline.ref(), opened, at);
        keep(NewEvents.opening(begun, opened, actor, at), null);
    }

    public static List<String> dealColumns() {
        return Stream.concat(ONCE.stream(), CHANGED.stream()).toList();
    }

    public static List<String> changedColumns() {
        return CHANGED;
    }

    public static List<String> eventColumns() {
        return EVENT;
    }

    public static List<String> reasonColumns() {
        return List.of("deal_id", "sequence", "salt", "reason");
    }

    /** The deal as it is now. */
    public Deal deal() {
        return deal;
    }

    /** Tells the deal what has happened. */
    public void record(Actor actor, Instant at, Fact... facts) {
        carryOut(actor, at, DealCommand.Record.of(facts), null);
    }

    /**
     * Moves the deal on from where it stands.
     *
     * @param reason null for an advance
     */
    public void move(Actor actor, Instant at, TransitionType type, String reason) {
        carryOut(
                actor,
                at,
                new DealCommand.Transition(type, deal.stage(), reason),
                reason == null ? null : Reason.of(reason));
    }

    private void carryOut(Actor actor, Instant at, DealCommand command, Reason reason) {
        Decision decision = SalesProcess.decide(pipeline, deal, command, at);
        if (decision instanceof Decision.Refused refused) {
            throw new IllegalStateException(command + " is refused: " + refused.refusal());
        }
        NewEvents happened =
                NewEvents.after(deal, lastHash, actor, at, reason).append(((Decision.Accepted) decision).events());
        keep(happened, reason);
        lostReason = deal.status() == DealStatus.LOST ? reason == null ? lostReason : reason.text() : null;
    }

    private void keep(NewEvents happened, Reason reason) {
        deal = happened.deal();
        lastHash = happened.lastHash();
        updatedAt = happened.at();
        happened.events().forEach(event -> events.add(row(event)));
        if (reason != null) {
            reasons.add(new Object[] {deal.id(), deal.sequence(), reason.salt(), reason.text()});
        }
    }

    /** The deal's row, in the order of {@link #dealColumns()}. */
    public Object[] dealRow() {
        Object[] once = {
            deal.id(), deal.pipeline().key(), deal.pipeline().version(), deal.prospectId(), source, deal.openedAt()
        };
        return Stream.concat(Arrays.stream(once), Arrays.stream(changedRow())).toArray();
    }

    /** The part of the deal's row that changes, in the order of {@link #changedColumns()}. */
    public Object[] changedRow() {
        return new Object[] {
            HyphenatedEnums.nameOf(deal.status()),
            deal.stage(),
            deal.attempt(),
            deal.offeringId(),
            deal.ownerId(),
            deal.value() == null ? null : deal.value().amount(),
            deal.value() == null ? null : deal.value().currency(),
            deal.stageEnteredAt(),
            deal.dueAt(),
            deal.closedAt(),
            updatedAt,
            lostReason,
            DealJson.write(DealJson.State.of(deal)),
            deal.sequence(),
            lastHash
        };
    }

    /** The rows of all events so far, in the order of {@link #eventColumns()}. */
    public List<Object[]> eventRows() {
        return events;
    }

    /** The rows of all reasons so far, in the order of {@link #reasonColumns()}. */
    public List<Object[]> reasonRows() {
        return reasons;
    }

    private static Object[] row(StoredEvent event) {
        return new Object[] {
            event.dealId(),
            event.sequence(),
            event.type(),
            event.at(),
            HyphenatedEnums.nameOf(event.actor().kind()),
            event.actor().id(),
            event.actor().salespersonId(),
            event.stage(),
            event.from(),
            event.to(),
            event.attempt(),
            event.pipeline().key(),
            event.pipeline().version(),
            event.data(),
            event.reasonDigest(),
            event.previousHash(),
            event.hash()
        };
    }
}
