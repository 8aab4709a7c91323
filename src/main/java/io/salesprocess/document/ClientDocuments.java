package io.salesprocess.document;

import io.salesprocess.deal.DealRecords;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.LockedDeal;
import io.salesprocess.deal.domain.Actor;
import io.salesprocess.deal.domain.DealStatus;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.paper.Papers;
import io.salesprocess.pipeline.domain.Papers.DocumentKind;
import io.salesprocess.pipeline.domain.Papers.DocumentStatus;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.UseCase;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/**
 * Documents as pages for people show them to clients, who read them and sign contracts. The secret of a link is all the right that it
 * takes; a link that is unknown, expired or revoked is not found.
 */
@UseCase
public class ClientDocuments {

    /** How a contract says that it was signed here. */
    private static final String MEANS = "link";

    private final Deals deals;
    private final DealRecords records;
    private final DocumentStore documents;
    private final DocumentLinkStore links;
    private final Papers papers;
    private final Clock clock;

    ClientDocuments(
            Deals deals,
            DealRecords records,
            DocumentStore documents,
            DocumentLinkStore links,
            Papers papers,
            Clock clock) {
        this.deals = deals;
        this.records = records;
        this.documents = documents;
        this.links = links;
        this.papers = papers;
        this.clock = clock;
    }

    /** What a client can do with a document. */
    public enum State {
        /** It may still change. */
        DRAFT,
        READ,
        SIGN,
        SIGNED,
        VOIDED
    }

    /**
     * A document as its client sees it.
     *
     * @param locale its language
     * @param sha256 of the PDF, in hexadecimal
     * @param pages of the PDF
     * @param signedAt null unless it is signed
     * @param signedBy null unless it is signed
     */
    public record Shown(
            boolean isContract,
            State state,
            String locale,
            String sha256,
            int pages,
            Instant signedAt,
            String signedBy) {}

    /** A file of a document. */
    public record File(byte[] bytes, String name) {}

    /** What the client of a link sees. */
    public Shown open(String token) {
        DocumentLinkEntity link = links.of(token, clock.instant());
        DocumentEntity document = documents.findById(link.documentId);
        return new Shown(
                document.kind() == DocumentKind.CONTRACT,
                state(document),
                document.paper.locale(),
                document.sha256(),
                document.paper.pages(),
                document.signedAt,
                document.signedBy);
    }

    /** Its pages as they were made; not found once it is voided. */
    public File file(String token, boolean asPdf) {
        DocumentLinkEntity link = links.of(token, clock.instant());
        DocumentEntity document = documents.findById(link.documentId);
        if (document.status() == DocumentStatus.VOIDED) {
            throw ProblemException.notFound();
        }
        return new File(papers.bytes(document.paper, asPdf), document.kind + "-" + document.id);
    }

    /**
     * Signs a contract that was sent (rule 15). Once it is signed, signing it again changes nothing.
     *
     * @param sha256 of the PDF that the client was shown
     * @param name as it was typed
     * @return whether what was shown is signed now; false if it has been voided or is another by now, and if its deal is closed
     */
    public boolean sign(String token, String sha256, String name) {
        DocumentLinkEntity link = links.of(token, clock.instant());
        LockedDeal locked = deals.lock(new Actor(Actor.Kind.LINK, link.id.toString(), null), link.dealId);
        if (!links.isValid(token, clock.instant())) {
            // Revoked while this waited for the deal.
            throw ProblemException.notFound();
        }
        UUID id = link.documentId;
        DocumentEntity document = documents.of(locked.deal(), id);
        if (!sha256.equals(document.sha256())) {
            return false;
        }
        if (document.status() == DocumentStatus.SIGNED) {
            return true;
        }
        if (document.status() != DocumentStatus.SENT) {
            return false;
        }
        try {
            records.step(
                    locked,
                    documents,
                    id,
                    contract -> new Fact.DocumentSigned(id, contract.kind(), sha256),
                    contract -> contract.sign(new SignatureRequest(name, null, MEANS), clock.instant()));
            return true;
        } catch (ProblemException e) {
            if (e.type() == ProblemType.CONFLICT || e.type() == ProblemType.DEAL_CLOSED) {
                return false;
            }
            throw e;
        }
    }

    private State state(DocumentEntity document) {
        return switch (document.status()) {
            case DRAFTED -> State.DRAFT;
            case SIGNED -> State.SIGNED;
            case VOIDED -> State.VOIDED;
            case SENT ->
                document.kind() == DocumentKind.CONTRACT
                                && deals.get(document.dealId).status() == DealStatus.OPEN
                        ? State.SIGN
                        : State.READ;
        };
    }
}
