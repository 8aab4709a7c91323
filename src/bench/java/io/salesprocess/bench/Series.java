package io.salesprocess.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * Rounds of the same work.
 *
 * @param size deals stored
 * @param bars what the service should reach
 * @param warm whether it was warm when the rounds began
 */
record Series(String work, int size, int connections, Bars bars, boolean warm, List<Round> rounds) {

    /**
     * What the service should reach; null where there is no bar.
     *
     * @param floor how much of the floor's speed
     * @param limit how much of the limit's speed
     */
    record Bars(Bar floor, Bar limit) {}

    Spread ratio() {
        return Spread.of(rounds.stream().map(Round::ratio));
    }

    /** Whether the work writes. */
    boolean writes() {
        return rounds.get(0).limit() != null;
    }

    Spread limitRatio() {
        return Spread.of(rounds.stream().map(Round::limitRatio));
    }

    Spread limit() {
        return Spread.of(rounds.stream().map(round -> round.limit().perSecond()));
    }

    Spread floor() {
        return Spread.of(rounds.stream().map(round -> round.floor().perSecond()));
    }

    Spread service() {
        return Spread.of(rounds.stream().map(round -> round.service().perSecond()));
    }

    Spread commits() {
        return Spread.of(rounds.stream().map(Round::commits));
    }

    Spread others() {
        return Spread.of(rounds.stream().map(Round::others));
    }

    /** How much of the other's speed the service reaches here, round by round. */
    Spread comparedWith(Series other) {
        return Spread.of(Stream.iterate(0, i -> i < rounds.size(), i -> i + 1)
                .map(i -> rounds.get(i).service().perSecond()
                        / other.rounds().get(i).service().perSecond()));
    }
}
