package io.salesprocess.document;

import io.salesprocess.paper.PaperStamp;
import io.salesprocess.pipeline.domain.Papers.DocumentKind;
import io.salesprocess.pipeline.domain.Papers.DocumentStatus;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.kernel.TimeOrder;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Whether a step may be taken is for the deal to say; the row then follows. */
@Entity
@Table(name = "document")
class DocumentEntity {

    @Id
    UUID id;

    @Column(name = "deal_id")
    UUID dealId;

    String kind;
    String status;

    @Column(name = "drafted_at")
    Instant draftedAt;

    @Column(name = "sent_at")
    Instant sentAt;

    @Column(name = "signed_at")
    Instant signedAt;

    @Column(name = "signed_by")
    String signedBy;

    String means;

    @Column(name = "voided_at")
    Instant voidedAt;

    @Column(name = "void_reason")
    String voidReason;

    @Column(name = "signed_sha256")
    String signedSha256;

    @Embedded
    PaperStamp paper;

    static DocumentEntity drafted(UUID id, UUID dealId, DocumentKind kind, Instant at) {
        DocumentEntity entity = new DocumentEntity();
        entity.id = id;
        entity.dealId = dealId;
        entity.kind = HyphenatedEnums.nameOf(kind);
        entity.draftedAt = at;
        entity.setStatus(DocumentStatus.DRAFTED);
        return entity;
    }

    DocumentKind kind() {
        return HyphenatedEnums.valueOf(DocumentKind.class, kind);
    }

    DocumentStatus status() {
        return HyphenatedEnums.valueOf(DocumentStatus.class, status);
    }

    /** The hash of its PDF; null if it has no pages. */
    String sha256() {
        return paper == null ? null : paper.sha256();
    }

    void send(Instant at) {
        setStatus(DocumentStatus.SENT);
        sentAt = TimeOrder.notBefore(draftedAt, at);
    }

    void sign(SignatureRequest signature, Instant at) {
        setStatus(DocumentStatus.SIGNED);
        signedBy = signature.signedBy().strip();
        signedAt = at;
        means = signature.means();
        signedSha256 = sha256();
    }

    void makeVoid(String reason, Instant at) {
        setStatus(DocumentStatus.VOIDED);
        voidedAt = TimeOrder.notBefore(sentAt == null ? draftedAt : sentAt, at);
        voidReason = reason;
    }

    private void setStatus(DocumentStatus changed) {
        status = HyphenatedEnums.nameOf(changed);
    }
}
