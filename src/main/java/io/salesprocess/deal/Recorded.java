package io.salesprocess.deal;

import io.salesprocess.deal.domain.Deal;

/** A row that a feature keeps for a deal, and the deal as it is with it. */
public record Recorded<E>(E row, Deal deal) {}
