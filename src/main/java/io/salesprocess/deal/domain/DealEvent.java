package io.salesprocess.deal.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Something that has happened to a deal. The components of an event are its facts: ids, enumerated values, counts, amounts
 * and times; never names, addresses or free text (rule 12). Events know how they change the state, so that state is the
 * fold of history (rule 8).
 */
public sealed interface DealEvent permits DealEvent.DealOpened, DealEvent.Step, Fact, Reminder {

    /** The name in history, such as {@code deal.advanced}. */
    default String type() {
        return EventTypes.nameOf(getClass());
    }

    /**
     * The deal opened, in the first stage of its pipeline.
     *
     * @param value what the sale is worth, or null while unknown
     * @param offeringId null while none has been selected
     * @param ownerId null while unassigned
     * @param dueAt when the first attempt at the stage should be over
     */
    record DealOpened(UUID prospectId, UUID offeringId, UUID ownerId, Money value, String stage, Instant dueAt)
            implements DealEvent {}

    /** A transition has been made, or the deal was moved to another version of its pipeline. */
    sealed interface Step extends DealEvent {

        /** The state after it. */
        Deal takenBy(Deal deal, Instant at);

        /** The stage or status that was left, if one was. */
        default Optional<String> left() {
            return Optional.empty();
        }

        /** The stage or status that was entered, if one was. */
        default Optional<String> entered() {
            return Optional.empty();
        }
    }

    /** On to the next stage. */
    record DealAdvanced(String from, String to, Instant dueAt) implements Step {
        @Override
        public Deal takenBy(Deal deal, Instant at) {
            return deal.enter(to, dueAt, at);
        }

        @Override
        public Optional<String> left() {
            return Optional.of(from);
        }

        @Override
        public Optional<String> entered() {
            return Optional.of(to);
        }
    }

    /** Out of the last stage. */
    record DealWon(String from) implements Step {
        @Override
        public Deal takenBy(Deal deal, Instant at) {
            return deal.close(DealStatus.WON, at);
        }

        @Override
        public Optional<String> left() {
            return Optional.of(from);
        }

        @Override
        public Optional<String> entered() {
            return Optional.of("won");
        }
    }

    /** The stage did not lead the prospect to act, and begins again. */
    record DealFellShort(int attempt, Instant dueAt) implements Step {
        @Override
        public Deal takenBy(Deal deal, Instant at) {
            return deal.tryAgain(dueAt);
        }
    }

    /** Closed without a sale. */
    record DealLost(String from) implements Step {
        @Override
        public Deal takenBy(Deal deal, Instant at) {
            return deal.close(DealStatus.LOST, at);
        }

        @Override
        public Optional<String> left() {
            return Optional.of(from);
        }

        @Override
        public Optional<String> entered() {
            return Optional.of("lost");
        }
    }

    /** Taken up again in the stage where it was lost. */
    record DealReopened(String to, int attempt, Instant dueAt) implements Step {
        @Override
        public Deal takenBy(Deal deal, Instant at) {
            return deal.tryAgain(dueAt);
        }

        @Override
        public Optional<String> left() {
            return Optional.of("lost");
        }

        @Override
        public Optional<String> entered() {
            return Optional.of(to);
        }
    }

    /**
     * On in another version of the pipeline (rule 4). The deal stands in the same stage, which may have another key there.
     *
     * @param from the key that the stage had
     * @param to the key that it has now
     * @param stageMapping new keys by old ones, of those stages the deal has been in that have another key now
     * @param dueAt when the attempt should be over now
     */
    record DealMigrated(
            int fromVersion, int toVersion, String from, String to, Map<String, String> stageMapping, Instant dueAt)
            implements Step {
        public DealMigrated {
            stageMapping = Collections.unmodifiableMap(new TreeMap<>(stageMapping));
        }

        @Override
        public Deal takenBy(Deal deal, Instant at) {
            return deal.migrate(toVersion, to, stageMapping, dueAt);
        }

        @Override
        public Optional<String> left() {
            return from.equals(to) ? Optional.empty() : Optional.of(from);
        }

        @Override
        public Optional<String> entered() {
            return from.equals(to) ? Optional.empty() : Optional.of(to);
        }
    }
}
