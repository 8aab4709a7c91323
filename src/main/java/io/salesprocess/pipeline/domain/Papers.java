package io.salesprocess.pipeline.domain;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The papers of a sale that stand: a voided document, a declined or countered proposal has left.
 *
 * @param documents by id
 * @param proposals by id
 */
public record Papers(Map<UUID, Document> documents, Map<UUID, ProposalStatus> proposals) {

    static final Papers NONE = new Papers(Map.of(), Map.of());

    public Papers {
        documents = Sorted.copyOf(documents);
        proposals = Sorted.copyOf(proposals);
    }

    /** The kinds of documents that a sale needs. */
    public enum DocumentKind {
        WELCOME_LETTER,
        CONTRACT
    }

    /** How far a document has come. */
    public enum DocumentStatus {
        DRAFTED,
        SENT,
        SIGNED,
        VOIDED
    }

    /** How far a proposal has come. */
    public enum ProposalStatus {
        DRAFTED,
        SENT,
        ACCEPTED,
        DECLINED,
        COUNTERED
    }

    /** A document that stands. */
    public record Document(DocumentKind kind, DocumentStatus status) {
        public Document {
            if (status == DocumentStatus.VOIDED) {
                throw new IllegalArgumentException("A voided document does not stand.");
            }
        }
    }

    public Papers withDocument(UUID id, DocumentKind kind, DocumentStatus status) {
        return new Papers(Sorted.plus(documents, id, new Document(kind, status)), proposals);
    }

    public Papers withoutDocument(UUID id) {
        return new Papers(Sorted.minus(documents, id), proposals);
    }

    public Papers withProposal(UUID id, ProposalStatus status) {
        return new Papers(documents, Sorted.plus(proposals, id, status));
    }

    public Papers withoutProposal(UUID id) {
        return new Papers(documents, Sorted.minus(proposals, id));
    }

    /** Whether a document of this kind stands that has come at least this far. */
    public boolean has(DocumentKind kind, DocumentStatus atLeast) {
        return documents.values().stream()
                .anyMatch(
                        document -> document.kind() == kind && document.status().compareTo(atLeast) >= 0);
    }

    /** Whether a proposal has come to exactly this status. */
    public boolean has(ProposalStatus status) {
        return proposals.containsValue(status);
    }

    /** A standing document of this kind, if there is one. */
    Optional<UUID> anyDocument(DocumentKind kind) {
        return documents.entrySet().stream()
                .filter(entry -> entry.getValue().kind() == kind)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** A standing proposal of this status, if there is one. */
    Optional<UUID> anyProposal(ProposalStatus status) {
        return proposals.entrySet().stream()
                .filter(entry -> entry.getValue() == status)
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
