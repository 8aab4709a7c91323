package io.salesprocess.insight;

/**
 * Makes what is kept ready equal to what history says, for the deals to which something has happened. A step works out what
 * should be kept of these deals, compares it with what is kept, and adds the difference to the counts. So a step may look at
 * a deal again, or at one to which nothing has happened: it changes nothing then. Nothing is asked of those who write history.
 */
final class Projection {

    /** The follower's name. */
    static final String NAME = "insight";

    /** Continues the follower's statement, which names each {@code changed_deal} and the types of its new events. */
    static final String STATEMENT =
            String.join(",\n", VisitProjection.STATEMENT, DealProjection.STATEMENT, ScoreProjection.STATEMENT);

    private Projection() {}
}
