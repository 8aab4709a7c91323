package io.salesprocess.document;

import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.DealRecords;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.LockedDeal;
import io.salesprocess.deal.Recorded;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.paper.PaperKind;
import io.salesprocess.paper.PaperStamp;
import io.salesprocess.paper.Papers;
import io.salesprocess.paper.Printed;
import io.salesprocess.paper.render.PaperLanguage;
import io.salesprocess.pipeline.domain.Papers.DocumentKind;
import io.salesprocess.platform.api.ExpectedVersion;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.kernel.Ids;
import io.salesprocess.platform.kernel.PastTimes;
import io.salesprocess.proposal.AcceptedProposals;
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
    private final Papers papers;
    private final AcceptedProposals proposals;
    private final Ids ids;
    private final Clock clock;

    DocumentService(
            Deals deals,
            DealRecords records,
            DocumentStore documents,
            Papers papers,
            AcceptedProposals proposals,
            Ids ids,
            Clock clock) {
        this.papers = papers;
        this.proposals = proposals;
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

    /** A file of a document that the caller may see. */
    record File(byte[] bytes, String name, Deal deal) {}

    /** The pages of a document as they were made (rule 15); not found if it has none. */
    File file(Caller caller, UUID dealId, UUID id, boolean asPdf) {
        Recorded<DocumentEntity> found = get(caller, dealId, id);
        return new File(papers.bytes(found.row().paper, asPdf), found.row().kind + "-" + id, found.deal());
    }

    /**
     * Drafts a document; refused is a deal that is closed, or that has a great many documents already.
     *
     * @param language null for the usual one
     * @param printed its pages, once they have been made
     */
    Recorded<DocumentEntity> draft(
            Caller caller,
            UUID dealId,
            ExpectedVersion version,
            DocumentKind kind,
            PaperLanguage language,
            Printed printed) {
        LockedDeal locked = lock(caller, dealId, version);
        DocumentEntity document = DocumentEntity.drafted(ids.next(), dealId, kind, clock.instant());
        Recorded<DocumentEntity> drafted =
                records.add(locked, documents, document, new Fact.DocumentDrafted(document.id, kind));
        document.paper = stamp(locked, document, papers.language(language), printed);
        documents.flush();
        return drafted;
    }

    /**
     * Sends a document; refused is one that is not a draft, and a closed deal. Its pages are made again if what they say has changed
     * since it was drafted, and stand from then on.
     */
    Recorded<DocumentEntity> send(Caller caller, UUID dealId, UUID id, ExpectedVersion version, Printed printed) {
        LockedDeal locked = lock(caller, dealId, version);
        DocumentEntity draft = documents.of(locked.deal(), id);
        // Refusals come before pages are made, and the event names the pages.
        records.mayRecord(locked, new Fact.DocumentSent(id, draft.kind(), null));
        String known = draft.paper == null ? null : draft.paper.locale();
        PaperLanguage language = papers.language(known == null ? null : PaperLanguage.of(known));
        PaperStamp stamp = stamp(locked, draft, language, printed);
        return records.step(
                locked,
                documents,
                id,
                document -> new Fact.DocumentSent(id, document.kind(), stamp.sha256()),
                document -> {
                    document.paper = stamp;
                    document.send(clock.instant());
                });
    }

    private PaperStamp stamp(LockedDeal locked, DocumentEntity document, PaperLanguage language, Printed printed) {
        PaperKind kind = document.kind() == DocumentKind.CONTRACT ? PaperKind.CONTRACT : PaperKind.WELCOME_LETTER;
        return papers.stamp(
                locked, kind, language, document.paper, printed, style -> proposals.facts(locked.deal(), style));
    }

    /** Records a contract's signature; refused are a welcome letter, a signed or voided contract, and a closed deal. */
    Recorded<DocumentEntity> sign(
            Caller caller, UUID dealId, UUID id, ExpectedVersion version, SignatureRequest signature) {
        Instant signedAt = PastTimes.orNow(signature.signedAt(), clock.instant(), "/signedAt");
        return records.step(
                lock(caller, dealId, version),
                documents,
                id,
                document -> new Fact.DocumentSigned(id, document.kind(), document.sha256()),
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
