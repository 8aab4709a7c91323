package io.salesprocess.document;

import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.DealRecords;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.LockedDeal;
import io.salesprocess.deal.Recorded;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.platform.api.ExpectedVersion;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.kernel.Ids;
import io.salesprocess.platform.kernel.Secrets;
import io.salesprocess.platform.kernel.Sha256;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The links by which clients get to see documents, as they are made and taken back. */
@UseCase
class DocumentLinks {

    private static final Duration LONGEST = Duration.ofDays(366);

    private final Deals deals;
    private final DealRecords records;
    private final DocumentStore documents;
    private final DocumentLinkStore links;
    private final Duration lifetime;
    private final Ids ids;
    private final Clock clock;

    /** @param lifetime of links for which nothing else is said */
    DocumentLinks(
            Deals deals,
            DealRecords records,
            DocumentStore documents,
            DocumentLinkStore links,
            @ConfigProperty(name = "salesprocess.document-links.lifetime") Duration lifetime,
            Ids ids,
            Clock clock) {
        this.deals = deals;
        this.records = records;
        this.documents = documents;
        this.links = links;
        this.lifetime = lifetime;
        this.ids = ids;
        this.clock = clock;
    }

    /** A link and its secret, which is kept nowhere. */
    record NewLink(Recorded<DocumentLinkEntity> made, String token) {}

    /**
     * Makes a link to a document; those made before stay valid. Refused are a voided document, and one without pages.
     *
     * @param expiresAt null for the usual time
     */
    NewLink offer(Caller caller, UUID dealId, UUID documentId, ExpectedVersion version, Instant expiresAt) {
        Instant now = clock.instant();
        Instant end = expiresAt == null ? now.plus(lifetime) : expiresAt.truncatedTo(ChronoUnit.MICROS);
        if (!end.isAfter(now) || end.isAfter(now.plus(LONGEST))) {
            throw ProblemException.invalid(
                    FieldError.at("/expiresAt", "must be a time in the future, within " + LONGEST.toDays() + " days"));
        }
        LockedDeal locked = deals.lock(caller, Permission.WORK_ON_DEALS, dealId, version);
        DocumentEntity document = documents.of(locked.deal(), documentId);
        if (document.sha256() == null) {
            throw ProblemException.of(
                    ProblemType.CONFLICT,
                    "The document has no pages, because it was made before documents had any. Draft it again.");
        }
        String token = Secrets.next();
        DocumentLinkEntity link = new DocumentLinkEntity();
        link.id = ids.next();
        link.dealId = dealId;
        link.documentId = documentId;
        link.tokenHash = Sha256.of(token);
        link.createdAt = now;
        link.expiresAt = end;
        Fact offered = new Fact.DocumentLinkOffered(documentId, document.kind(), link.id);
        return new NewLink(records.add(locked, links, link, offered), token);
    }

    /** Makes all links to a document invalid; if none is valid, nothing happens. */
    void revoke(Caller caller, UUID dealId, UUID documentId, ExpectedVersion version) {
        LockedDeal locked = deals.lock(caller, Permission.WORK_ON_DEALS, dealId, version);
        DocumentEntity document = documents.of(locked.deal(), documentId);
        if (links.hasValid(document.id, clock.instant())) {
            records.tell(locked, new Fact.DocumentLinksRevoked(document.id));
            links.revoke(document.id);
        }
    }
}
