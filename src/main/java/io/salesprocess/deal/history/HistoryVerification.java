package io.salesprocess.deal.history;

import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.SalesProcess;
import io.salesprocess.deal.domain.SalesProcess.Occurrence;
import io.salesprocess.pipeline.domain.PipelineRef;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Proves a deal's history (rule 8): numbers without gaps, every hash right and chained to the one before, the last one where
 * the deal says that history ends, and the deal's state equal to what its events add up to.
 */
@Singleton
public class HistoryVerification {

    private static final int PORTION = 500;

    private final HistoryStore history;

    HistoryVerification(HistoryStore history) {
        this.history = history;
    }

    /**
     * The outcome of a check.
     *
     * @param intact whether no event has been changed, added, or taken away
     * @param events how many events there are
     * @param firstBroken the number of the first event that is not as it was written, or null
     * @param stateMatches whether the deal's state is what its history adds up to
     */
    @Schema(name = "HistoryVerification", description = "Whether a history is as it was written.")
    public record Verdict(
            @Schema(description = "Whether no event has been changed, added, or taken away.")
            boolean intact,

            @Schema(description = "How many events there are.", examples = "12")
            long events,

            @Schema(description = "The number of the first event that is not as it was written.", nullable = true)
            Long firstBroken,

            @Schema(description = "Whether the deal's state is what its history adds up to.")
            boolean stateMatches) {}

    /**
     * Checks the history of a deal.
     *
     * @param deal its state, locked so that the state and the events are of the same moment
     * @param lastHash the hash with which the deal says that history ends
     */
    public Verdict check(Deal deal, byte[] lastHash) {
        UUID dealId = deal.id();
        List<Occurrence> occurrences = new ArrayList<>();
        byte[] expectedPrevious = HashChain.ORIGIN;
        long events = 0;
        Long firstBroken = null;
        PipelineRef openedIn = null;
        for (List<HistoryStore.Entry> portion = history.after(dealId, 0, PORTION);
                !portion.isEmpty();
                portion = history.after(
                        dealId, portion.get(portion.size() - 1).event().sequence(), PORTION)) {
            for (HistoryStore.Entry entry : portion) {
                events++;
                if (firstBroken == null && !isAsWritten(entry, events, expectedPrevious)) {
                    firstBroken = events;
                }
                expectedPrevious = entry.event().hash();
                if (firstBroken == null) {
                    occurrences.add(occurrence(entry.event()));
                    openedIn = openedIn == null ? entry.event().pipeline() : openedIn;
                }
            }
        }
        if (firstBroken == null && !(deal.sequence() == events && Arrays.equals(lastHash, expectedPrevious))) {
            firstBroken = Math.min(events, deal.sequence()) + 1;
        }
        boolean intact = firstBroken == null;
        return new Verdict(intact, events, firstBroken, intact && isFoldOf(deal, openedIn, occurrences));
    }

    private static boolean isAsWritten(HistoryStore.Entry entry, long expectedSequence, byte[] expectedPrevious) {
        StoredEvent event = entry.event();
        return event.sequence() == expectedSequence
                && Arrays.equals(event.previousHash(), expectedPrevious)
                && Arrays.equals(event.hash(), HashChain.hash(event))
                && (entry.reason() == null || Arrays.equals(entry.reason().digest(), event.reasonDigest()));
    }

    private static Occurrence occurrence(StoredEvent event) {
        return new Occurrence(EventJson.read(event.type(), event.data()), event.at());
    }

    private static boolean isFoldOf(Deal deal, PipelineRef openedIn, List<Occurrence> occurrences) {
        return deal.equals(SalesProcess.fold(deal.id(), openedIn, occurrences));
    }
}
