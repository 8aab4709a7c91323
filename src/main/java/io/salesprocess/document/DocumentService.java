package io.salesprocess.document;

import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.DealRecords;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.LockedDeal;
import io.salesprocess.deal.Recorded;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.pipeline.domain.Papers.DocumentKind;
import io.salesprocess.platform.api.ExpectedVersion;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.kernel.Ids;
import io.salesprocess.platform.kernel.PastTimes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Welcome letters and contracts: drafted, sent, signed and voided. Whether a step may be taken is for the deal to say. */
@UseCase
class DocumentService {

    private final Deals deals;
    private final DealRecords records;
    private final DocumentStore documents;
    private final Ids ids;
    private final Clock clock;

    DocumentService(Deals deals, DealRecords records, DocumentStore documents, Ids ids, Clock clock) {
        this.deals = deals;
        this.records = records;
        this.documents = documents;
        this.ids = ids;
        this.clock = clock;
    }

    /** Documents of a deal that the caller may see, oldest first. */
    List<DocumentEntity> list(Caller caller, UUID dealId, UUID after, int limit) {
        return records.list(caller, documents, dealId, after, limit);
    }

    /** How many of them there are. */
    long count(Caller caller, UUID dealId) {
        return records.count(caller, documents, dealId);
    }

    /** One document of a deal that the caller may see. */
    Recorded<DocumentEntity> get(Caller caller, UUID dealId, UUID id) {
        return records.get(caller, documents, dealId, id);
    }

    /** Drafts a document; refused is a deal that is closed, or that has a great many documents already. */
    Recorded<DocumentEntity> draft(Caller caller, UUID dealId, ExpectedVersion version, DocumentKind kind) {
        LockedDeal locked = lock(caller, dealId, version);
        DocumentEntity document = DocumentEntity.drafted(ids.next(), dealId, kind, clock.instant());
        return records.add(locked, documents, document, new Fact.DocumentDrafted(document.id, kind));
    }

    /** Sends a document; refused is one that is not a draft, and a closed deal. */
    Recorded<DocumentEntity> send(Caller caller, UUID dealId, UUID id, ExpectedVersion version) {
        return records.step(
                lock(caller, dealId, version),
                documents,
                id,
                document -> new Fact.DocumentSent(id, document.kind()),
                document -> document.send(clock.instant()));
    }

    /** Records a contract's signature; refused are a welcome letter, a signed or voided contract, and a closed deal. */
    Recorded<DocumentEntity> sign(
            Caller caller, UUID dealId, UUID id, ExpectedVersion version, SignatureRequest signature) {
        Instant signedAt = PastTimes.orNow(signature.signedAt(), clock.instant(), "/signedAt");
        return records.step(
                lock(caller, dealId, version),
                documents,
                id,
                document -> new Fact.DocumentSigned(id, document.kind()),
                document -> document.sign(signature, signedAt));
    }

    /** Takes a document back, a signed one too; the criteria that it met then fail again (rule 3). */
    Recorded<DocumentEntity> makeVoid(Caller caller, UUID dealId, UUID id, ExpectedVersion version, String reason) {
        return records.step(
                lock(caller, dealId, version),
                documents,
                id,
                document -> new Fact.DocumentVoided(id, document.kind()),
                document -> document.makeVoid(reason, clock.instant()));
    }

    private LockedDeal lock(Caller caller, UUID dealId, ExpectedVersion version) {
        return deals.lock(caller, Permission.WORK_ON_DEALS, dealId, version);
    }
}
