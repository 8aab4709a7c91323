package io.salesprocess.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * Rounds of the same work.
 *
 * @param size deals stored
 * @param bar how much of the floor's speed the service should reach
 */
record Series(String work, int size, int connections, double bar, List<Round> rounds) {

    Spread ratio() {
        return Spread.of(rounds.stream().map(Round::ratio));
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
