package io.salesprocess.deal.history;

/** An event and its place in the order in which all events are read. */
public record PlacedEvent(HistoryPosition position, StoredEvent event) {}
