package io.salesprocess.insight;

import java.time.Instant;
import java.util.UUID;

/**
 * How far what is kept ready follows history.
 *
 * @param cluster the database cluster whose transactions the snapshots speak of
 * @param followed the snapshot of which everything visible has been followed; null until all deals have been gone through
 * @param target what will have been followed at the end of a way that takes several steps; null between such ways
 * @param afterTransaction where the next step begins, if there is a target and something was followed before
 * @param afterDeal where the next step begins, if there is a target
 * @param exact whether what is kept is the state of one moment
 * @param asOf that moment, or when the last step was made
 */
record Position(
        long cluster,
        String followed,
        String target,
        String afterTransaction,
        UUID afterDeal,
        boolean exact,
        Instant asOf) {

    static Position start(long cluster, Instant asOf) {
        return new Position(cluster, null, null, null, null, false, asOf);
    }

    /** Whether all deals are being gone through, however little has happened to them. */
    boolean isSweeping() {
        return followed == null;
    }

    /** The same state, seen later: nothing has happened since. */
    Position at(Instant later) {
        return new Position(cluster, followed, target, afterTransaction, afterDeal, exact, later);
    }

    /** Some of the way is left. */
    Position onTheWay(Step step, Instant at) {
        return new Position(
                cluster,
                followed,
                target == null ? step.snapshot() : target,
                step.lastTransaction(),
                step.lastDeal(),
                false,
                at);
    }

    /** The way is done. Only if one step was enough is what is kept the state of one moment. */
    Position arrived(Step step, Instant at) {
        boolean inOneStep = target == null;
        return new Position(cluster, inOneStep ? step.snapshot() : target, null, null, null, inOneStep, at);
    }

    /**
     * What one transaction has followed.
     *
     * @param snapshot what it could see
     * @param found how much there was to look at; less than was asked for if nothing is left
     */
    record Step(String snapshot, int found, String lastTransaction, UUID lastDeal) {}
}
