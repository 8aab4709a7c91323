package io.salesprocess.pipeline.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Who has approved the deal (rule 13). A request opens a round in the stage where the deal stands; grants and a refusal belong
 * to it. What takes an approval away (a new attempt, a higher value, an approver who becomes the owner) takes it out of here,
 * so that replaying history proves it.
 *
 * @param rounds the last round of each stage that has one, by the stage's key
 */
public record Approvals(Map<String, Round> rounds) {

    /** The largest number of approvals that a stage can ask for. */
    public static final int MOST_ASKED = 10;

    /** How many callers can approve in one round; far beyond what a stage can ask for. */
    public static final int MOST_GRANTS = 100;

    /** No approval has been requested. */
    public static final Approvals NONE = new Approvals(Map.of());

    public Approvals {
        rounds = Sorted.copyOf(rounds);
    }

    /**
     * Somebody who requests or decides.
     *
     * @param identity the same for every request of one caller, also after its key is rotated; never a name
     * @param salespersonId the salesperson that the caller is or acts for, or null
     * @param roles those of the caller's roles that can approve
     */
    public record Participant(String identity, UUID salespersonId, Set<String> roles) {
        public Participant {
            Objects.requireNonNull(identity, "identity");
            roles = Sorted.copyOf(roles);
        }

        /** Whether both are one pair of eyes: one caller, or two that act for the same salesperson. */
        public boolean isSameAs(Participant other) {
            return identity.equals(other.identity) || isSalesperson(other.salespersonId);
        }

        /** Whether this is the salesperson of this id, or acts for them. */
        public boolean isSalesperson(UUID id) {
            return salespersonId != null && salespersonId.equals(id);
        }
    }

    /**
     * An approval.
     *
     * @param worth what the deal was worth then, which is what has been approved; null if that was unknown
     */
    public record Grant(Participant by, Worth worth) {
        public Grant {
            Objects.requireNonNull(by, "by");
        }
    }

    /**
     * A request and what became of it.
     *
     * @param worth what the deal was worth when it was requested; null if that was unknown
     * @param owners every salesperson who has owned the deal since, the owner at that time included
     * @param grants in the order in which they were given, at most one of each pair of eyes
     * @param refused whether it was refused, which ends the round
     */
    public record Round(
            Participant requestedBy,
            Instant requestedAt,
            Worth worth,
            Set<UUID> owners,
            List<Grant> grants,
            boolean refused) {
        public Round {
            Objects.requireNonNull(requestedBy, "requestedBy");
            Objects.requireNonNull(requestedAt, "requestedAt");
            owners = Sorted.copyOf(owners);
            grants = List.copyOf(grants);
        }

        /** Whether the caller owns the deal, or has owned it since the request. */
        public boolean hasBeenOwnedBy(Participant caller) {
            return owners.stream().anyMatch(caller::isSalesperson);
        }

        /** Whether the caller has approved already. */
        public boolean hasBeenGrantedBy(Participant caller) {
            return grants.stream().anyMatch(grant -> grant.by().isSameAs(caller));
        }

        /** How many have approved with this role. */
        long grantsBy(String role) {
            return grants.stream()
                    .filter(grant -> grant.by().roles().contains(role))
                    .count();
        }

        private Round with(Set<UUID> ownersNow, List<Grant> grantsNow) {
            return new Round(requestedBy, requestedAt, worth, ownersNow, grantsNow, refused);
        }

        private Round ownedBy(UUID owner) {
            List<Grant> left = grants.stream()
                    .filter(grant -> !grant.by().isSalesperson(owner))
                    .toList();
            return with(Sorted.plus(owners, owner), left);
        }

        private Round worthNow(Worth now) {
            return with(
                    owners,
                    grants.stream()
                            .filter(grant -> Worth.covers(grant.worth(), now))
                            .toList());
        }
    }

    /** The round of the stage that waits for a decision, if there is one. */
    public Optional<Round> open(String stage) {
        return Optional.ofNullable(rounds.get(stage)).filter(round -> !round.refused());
    }

    /** A new round in this stage; the one before it counts no more. */
    public Approvals requested(String stage, Participant by, Instant at, Worth worth, UUID owner) {
        Set<UUID> owners = owner == null ? Set.of() : Set.of(owner);
        return with(stage, new Round(by, at, worth, owners, List.of(), false));
    }

    /** One approval more in the round of this stage. */
    public Approvals granted(String stage, Participant by, Worth worth) {
        Round round = rounds.get(stage);
        List<Grant> grants = new ArrayList<>(round.grants());
        grants.add(new Grant(by, worth));
        return with(stage, round.with(round.owners(), grants));
    }

    /** The end of the round of this stage; the refusal stands until a new one begins. */
    public Approvals refused(String stage) {
        Round round = rounds.get(stage);
        return with(
                stage,
                new Round(
                        round.requestedBy(), round.requestedAt(), round.worth(), round.owners(), round.grants(), true));
    }

    /** What is left when the next attempt at this stage begins. */
    public Approvals triedAgain(String stage) {
        return new Approvals(Sorted.minus(rounds, stage));
    }

    /** What is left when the deal gets this owner, who has not approved it as somebody else. Null leaves it unassigned. */
    public Approvals ownedBy(UUID owner) {
        Map<String, Round> now = new TreeMap<>(rounds);
        if (owner != null) {
            now.replaceAll((stage, round) -> round.ownedBy(owner));
        }
        return new Approvals(now);
    }

    /** What is left when the deal is worth so much: approvals cover the value that the deal had, and lower ones. */
    public Approvals worthNow(Worth worth) {
        Map<String, Round> now = new TreeMap<>(rounds);
        now.values().removeIf(round -> !Worth.covers(round.worth(), worth));
        now.replaceAll((stage, round) -> round.worthNow(worth));
        return new Approvals(now);
    }

    /**
     * The same with other keys of stages, for a deal that goes on in another version of its pipeline.
     *
     * @param newKey the key that takes the place of each; null for a stage that is no more. If several become one, the latest
     *     round counts
     */
    public Approvals renamed(UnaryOperator<String> newKey) {
        Map<String, Round> renamed = new TreeMap<>();
        rounds.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getValue().requestedAt()))
                .filter(entry -> newKey.apply(entry.getKey()) != null)
                .forEach(entry -> renamed.put(newKey.apply(entry.getKey()), entry.getValue()));
        return new Approvals(renamed);
    }

    /**
     * Whether enough have approved a stage. Of the rounds in that stage and in later ones, the last that is decided counts: a
     * later one shows that the deal was looked at as it is now.
     *
     * @param onwards the keys of the stages from that one to where the deal stands
     */
    boolean suffice(List<String> onwards, String role, int count) {
        return lastDecided(onwards, role, count)
                .filter(round -> !round.refused())
                .isPresent();
    }

    /** Whether a refusal is what stands in the way. */
    boolean areRefused(List<String> onwards, String role, int count) {
        return lastDecided(onwards, role, count).filter(Round::refused).isPresent();
    }

    private Optional<Round> lastDecided(List<String> onwards, String role, int count) {
        Round last = null;
        for (String stage : onwards) {
            Round round = rounds.get(stage);
            if (round != null && (round.refused() || round.grantsBy(role) >= count)) {
                last = round;
            }
        }
        return Optional.ofNullable(last);
    }

    private Approvals with(String stage, Round round) {
        return new Approvals(Sorted.plus(rounds, stage, round));
    }
}
