package io.salesprocess.deal.history;

import java.util.UUID;

/**
 * The time in which one cluster numbers the transactions of events.
 *
 * @param isLoaded whether events were there already that it has not numbered
 * @param firstTransaction the first that it has numbered, if so
 * @param continues the era whose order the events keep that were there; null if they are of more than one
 * @param cursorKey for the positions that are handed out
 */
public record HistoryEra(UUID id, boolean isLoaded, long firstTransaction, UUID continues, byte[] cursorKey) {}
