package io.salesprocess.paper;

import io.salesprocess.deal.LockedDeal;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.paper.PaperData.ProposalFacts;
import io.salesprocess.paper.PaperData.StatementFacts;
import io.salesprocess.paper.render.Paper;
import io.salesprocess.paper.render.PaperLanguage;
import io.salesprocess.paper.render.PaperOrder;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.database.Transactions;
import io.salesprocess.platform.kernel.Ids;
import io.salesprocess.platform.kernel.Sha256;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Pages of documents and proposals: made from the template that is the newest, kept as they were made (rule 15). */
@Singleton
public class Papers {

    private final PaperStore store;
    private final TemplateStore templates;
    private final PaperContent content;
    private final Ids ids;
    private final Clock clock;

    Papers(PaperStore store, TemplateStore templates, PaperContent content, Ids ids, Clock clock) {
        this.store = store;
        this.templates = templates;
        this.content = content;
        this.ids = ids;
        this.clock = clock;
    }

    /** The language that was asked for, or the usual one. */
    public PaperLanguage language(PaperLanguage asked) {
        return asked == null ? content.usualLanguage() : asked;
    }

    /**
     * The pages of something on a deal, as they have to be now. The transaction ends with {@link PaperNeeded} unless they have been
     * made: they are taken only if the deal, the template and all else that they say is still the same.
     *
     * @param before pages that were made earlier; kept if nothing has changed, else thrown away; null if there are none
     * @param proposal what the document says of a proposal
     */
    public PaperStamp stamp(
            LockedDeal locked,
            PaperKind kind,
            PaperLanguage language,
            PaperStamp before,
            Printed printed,
            Function<PaperStyle, ProposalFacts> proposal) {
        Transactions.mustBeThere();
        String pipeline = locked.deal().pipeline().key();
        TemplateResponse template =
                templates.newest(kind, language, pipeline).orElseThrow(() -> missing(kind, language));
        PaperJob job = new PaperJob(content.of(locked, kind, template.text(), language, proposal), template.ref());
        String inputs = job.inputs();
        if (before != null && inputs.equals(before.paperInputs)) {
            return before;
        }
        if (!inputs.equals(printed.inputs())) {
            throw new PaperNeeded(job);
        }
        if (before != null && before.paperId != null) {
            store.delete(before.paperId);
        }
        return keep(locked, language, job, printed.paper());
    }

    /**
     * The account of a deal as it is now, to be printed and not kept.
     *
     * @param number of the deal, for people
     */
    public PaperOrder statement(
            Deal deal, long number, PaperLanguage language, Function<PaperStyle, StatementFacts> statement) {
        TemplateResponse template = templates
                .newest(PaperKind.STATEMENT, language, deal.pipeline().key())
                .orElseThrow(() -> missing(PaperKind.STATEMENT, language));
        return content.account(deal, number, template.text(), language, statement);
    }

    /** The bytes of pages; not found if there are none, or none any more. */
    public byte[] bytes(PaperStamp stamp, boolean asPdf) {
        if (stamp == null || stamp.paperId == null) {
            throw ProblemException.of(
                    ProblemType.NOT_FOUND,
                    "This has no pages: it was made before documents had any, or by the client.");
        }
        return store.bytes(stamp.paperId, asPdf)
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.NOT_FOUND, "The pages were erased together with the prospect's data."));
    }

    /** Erases the bytes of all pages of these deals. Their hashes stay. */
    public void erase(List<UUID> dealIds) {
        store.erase(dealIds, clock.instant());
    }

    private PaperStamp keep(LockedDeal locked, PaperLanguage language, PaperJob job, Paper paper) {
        byte[] pdfHash = Sha256.start().digest(paper.pdf());
        PaperStamp stamp = new PaperStamp();
        stamp.paperId = ids.next();
        stamp.paperInputs = job.inputs();
        stamp.locale = language.tag();
        stamp.templateId = job.template().id();
        stamp.templateVersion = job.template().version();
        stamp.sha256 = HexFormat.of().formatHex(pdfHash);
        stamp.pages = paper.pages();
        store.insert(
                stamp.paperId,
                locked.deal().id(),
                clock.instant(),
                stamp.paperInputs,
                Sha256.start().digest(paper.html()),
                pdfHash,
                paper);
        return stamp;
    }

    private static ProblemException missing(PaperKind kind, PaperLanguage language) {
        return ProblemException.of(
                        ProblemType.RULE_VIOLATED,
                        "There is no template for a " + kind.slug() + " in the locale " + language.tag() + ".")
                .with("rule", 15);
    }
}
