package io.salesprocess.deal.history;

import java.time.Instant;

/**
 * How far a follower has come.
 *
 * @param cluster what numbers the transactions of which the snapshots speak
 * @param followed the snapshot of which everything visible has been followed; null until all that there was at the beginning
 *     has been
 * @param target what will have been followed at the end of a way that takes several steps; null between such ways
 * @param after where the next step begins, if there is a target
 * @param exact whether everything had been followed at one moment
 * @param asOf that moment, or when the last step was made
 */
record FollowerPosition(
        String cluster, String followed, String target, FollowerPlace after, boolean exact, Instant asOf) {

    static FollowerPosition start(String cluster, Instant asOf) {
        return new FollowerPosition(cluster, null, null, null, false, asOf);
    }

    /** Whether this is still the first way, over all that there was at the beginning. */
    boolean isFirstWay() {
        return followed == null;
    }

    /** Some of the way is left. */
    FollowerPosition onTheWay(FollowedStep step, Instant at) {
        return new FollowerPosition(
                cluster, followed, target == null ? step.snapshot() : target, step.last(), false, at);
    }

    /** The way is done. Only if one step was enough is what was followed the state of one moment. */
    FollowerPosition arrived(FollowedStep step, Instant at) {
        boolean inOneStep = target == null;
        return new FollowerPosition(cluster, inOneStep ? step.snapshot() : target, null, null, inOneStep, at);
    }
}
