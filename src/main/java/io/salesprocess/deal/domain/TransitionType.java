package io.salesprocess.deal.domain;

/**
 * The table of legal transitions. It stands here once: it decides, it tells callers what can happen next, and it draws the
 * diagram.
 */
public enum TransitionType {
    /** On to the next stage, or to be won after the last (rules 1, 2, 3 and 6). */
    ADVANCE(DealStatus.OPEN, Destination.NEXT_STAGE_OR_WON, true, false),
    /** The stage did not lead the prospect to act: the next attempt at it begins (rule 4). */
    FALL_SHORT(DealStatus.OPEN, Destination.SAME_STAGE, false, true),
    /** Closes the deal, from any stage (rule 6). */
    LOSE(DealStatus.OPEN, Destination.LOST, false, true),
    /** Takes a lost deal up again where it stood (rule 6). */
    REOPEN(DealStatus.LOST, Destination.SAME_STAGE, false, true);

    /** Where a transition leads. */
    public enum Destination {
        NEXT_STAGE_OR_WON,
        SAME_STAGE,
        LOST
    }

    private final DealStatus from;
    private final Destination destination;
    private final boolean needsCriteria;
    private final boolean needsReason;

    TransitionType(DealStatus from, Destination destination, boolean needsCriteria, boolean needsReason) {
        this.from = from;
        this.destination = destination;
        this.needsCriteria = needsCriteria;
        this.needsReason = needsReason;
    }

    /** The only status in which a deal can make this transition. */
    public DealStatus from() {
        return from;
    }

    /** Where it leads. */
    public Destination destination() {
        return destination;
    }

    /** Whether the exit criteria of the current and all earlier stages must hold. */
    public boolean needsCriteria() {
        return needsCriteria;
    }

    /** Whether the caller must say why. */
    public boolean needsReason() {
        return needsReason;
    }
}
