package io.salesprocess.intake;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Whose turn it is among salespeople with weights. Turns repeat after as many as the weights are together, and in each round every
 * one has as many as their weight, spread as evenly as can be: A, B, A, C, B, A for 3, 2 and 1. A turn depends on its number alone,
 * so that requests at once need not know of each other.
 */
final class WeightedTurns {

    private final List<Share> shares;
    private final int round;

    /** @param shares in which nobody comes twice */
    WeightedTurns(List<Share> shares) {
        this.shares = shares;
        this.round = shares.stream().mapToInt(Share::weight).sum();
    }

    /**
     * Smooth weighted round-robin: each turn everyone gains their weight, who has most is next and pays the whole round.
     *
     * @param turn from 0 on
     * @return empty if nobody takes turns
     */
    Optional<UUID> at(long turn) {
        if (shares.isEmpty()) {
            return Optional.empty();
        }
        int[] credit = new int[shares.size()];
        int next = 0;
        for (long i = 0; i <= turn % round; i++) {
            next = 0;
            for (int one = 0; one < credit.length; one++) {
                credit[one] += shares.get(one).weight();
                if (credit[one] > credit[next]) {
                    next = one;
                }
            }
            credit[next] -= round;
        }
        return Optional.of(shares.get(next).salespersonId());
    }
}
