package io.salesprocess.deal.domain;

import io.salesprocess.pipeline.domain.Approvals.Round;
import io.salesprocess.pipeline.domain.Contact;
import io.salesprocess.pipeline.domain.Evidence;
import io.salesprocess.pipeline.domain.Papers.ProposalStatus;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Of what a deal has been reminded, so that each {@link Reminder} comes once. A mark is kept as long as what it is about stands:
 * an answered question leaves it, and so does the due date of an attempt that is over.
 *
 * @param stageDueAt the due date of the attempt that was told to be overdue, or null
 * @param waiting questions, messages and proposals that were told to wait or to have expired
 * @param approvalRequestedAt when approval was requested that was told to wait, or null
 * @param instalments the numbers of those of the payment plan that were told to be overdue; another plan begins without any
 */
public record Told(Instant stageDueAt, Set<UUID> waiting, Instant approvalRequestedAt, Set<Integer> instalments) {

    /** Nothing yet. */
    public static final Told NONE = new Told(null, Set.of(), null, Set.of());

    public Told {
        waiting = Collections.unmodifiableSet(new TreeSet<>(waiting));
        instalments = Collections.unmodifiableSet(new TreeSet<>(instalments));
    }

    /** What of it still stands on a deal like this. */
    Told standing(Instant dueAt, String stage, Evidence evidence) {
        if (equals(NONE)) {
            return NONE;
        }
        Contact contact = evidence.contact();
        Predicate<UUID> stands = id -> contact.openQuestions().contains(id)
                || contact.openMessages().contains(id)
                || evidence.papers().proposals().get(id) == ProposalStatus.SENT;
        Instant requestedAt =
                evidence.approvals().open(stage).map(Round::requestedAt).orElse(null);
        return new Told(
                stageDueAt != null && stageDueAt.equals(dueAt) ? stageDueAt : null,
                waiting.stream().filter(stands).collect(Collectors.toSet()),
                approvalRequestedAt != null && approvalRequestedAt.equals(requestedAt) ? approvalRequestedAt : null,
                instalments);
    }

    Told withStage(Instant dueAt) {
        return new Told(dueAt, waiting, approvalRequestedAt, instalments);
    }

    Told withWaiting(UUID id) {
        Set<UUID> more = new TreeSet<>(waiting);
        more.add(id);
        return new Told(stageDueAt, more, approvalRequestedAt, instalments);
    }

    Told withApproval(Instant requestedAt) {
        return new Told(stageDueAt, waiting, requestedAt, instalments);
    }

    Told withInstalment(int number) {
        Set<Integer> more = new TreeSet<>(instalments);
        more.add(number);
        return new Told(stageDueAt, waiting, approvalRequestedAt, more);
    }

    Told withoutInstalments() {
        return new Told(stageDueAt, waiting, approvalRequestedAt, Set.of());
    }
}
