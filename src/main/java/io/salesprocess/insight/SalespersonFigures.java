package io.salesprocess.insight;

import io.salesprocess.insight.SalespeopleResponse.ValueResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * What counts for a salesperson.
 *
 * @param salesperson null for deals without an owner
 * @param valueWon by currency
 * @param timeToWin the median; null if no deal was won
 * @param timeToAnswer the median; null without answers
 */
record SalespersonFigures(
        UUID salesperson,
        long open,
        long won,
        long lost,
        long fellShort,
        List<ValueResponse> valueWon,
        Duration timeToWin,
        long answers,
        Duration timeToAnswer) {

    /** Deals won, of those that are closed. */
    Proportion closed() {
        return new Proportion(won, won + lost);
    }
}
