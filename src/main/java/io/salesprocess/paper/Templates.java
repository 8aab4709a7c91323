package io.salesprocess.paper;

import io.salesprocess.access.AuditAction;
import io.salesprocess.access.AuditTrail;
import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.paper.render.PaperOrder;
import io.salesprocess.paper.render.TemplateFault;
import io.salesprocess.paper.render.TemplateText;
import io.salesprocess.pipeline.Pipelines;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.database.Condition;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.kernel.Ids;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Templates: published in versions, checked when they are saved (rule 18). */
@UseCase
class Templates {

    private static final String UNIQUE = "template_version";

    private final TemplateStore store;
    private final PaperContent content;
    private final Pipelines pipelines;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    Templates(TemplateStore store, PaperContent content, Pipelines pipelines, AuditTrail audit, Ids ids, Clock clock) {
        this.store = store;
        this.content = content;
        this.pipelines = pipelines;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** A template, and whether it is new. */
    record Published(TemplateResponse template, boolean isNew) {}

    /** All versions, oldest first, without their text. */
    List<TemplateResponse> list(Caller caller, Condition shown, UUID after, int limit) {
        caller.require(Permission.READ_CATALOG);
        return store.after(shown, after, limit).stream()
                .map(TemplateResponse::withoutText)
                .toList();
    }

    /** How many the list has, but no more than the limit. */
    long count(Caller caller, Condition shown, int limit) {
        caller.require(Permission.READ_CATALOG);
        return store.count(shown, limit);
    }

    TemplateResponse get(Caller caller, UUID id) {
        caller.require(Permission.READ_CATALOG);
        return store.find(id).orElseThrow(ProblemException::notFound);
    }

    /** Publishes the next version. The text of the newest one again makes no new version. */
    Published publish(Caller caller, TemplateRequest request) {
        caller.require(Permission.EDIT_TEMPLATES);
        check(request);
        TemplateResponse newest = store.newestOf(request.kind(), request.locale(), request.pipeline())
                .orElse(null);
        if (newest != null && newest.text().equals(request.text())) {
            return new Published(newest, false);
        }
        UUID id = ids.next();
        try {
            store.insert(id, request, newest == null ? 1 : newest.version() + 1, clock.instant());
        } catch (Sql.Failure e) {
            if (e.violates(UNIQUE)) {
                throw ProblemException.of(
                        ProblemType.CONFLICT, "Another version was published at the same time. Look at it first.");
            }
            throw e;
        }
        audit.record(caller, AuditAction.TEMPLATE_PUBLISHED, id);
        return new Published(store.find(id).orElseThrow(), true);
    }

    /** What a document of invented content would look like. */
    PaperOrder preview(Caller caller, TemplateRequest request) {
        caller.require(Permission.EDIT_TEMPLATES);
        check(request);
        return content.invented(request);
    }

    /** Refused are a pipeline that does not exist, and every fault of the text, with its line. */
    private void check(TemplateRequest request) {
        if (request.pipeline() != null && pipelines.newest(request.pipeline()).isEmpty()) {
            throw ProblemException.invalid(FieldError.at("/pipeline", "is not the key of a pipeline"));
        }
        List<TemplateFault> faults = TemplateText.faults(request.text(), PaperData.class);
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults.stream()
                    .map(fault -> FieldError.at("/text", "line " + fault.line() + ": " + fault.detail()))
                    .toList());
        }
    }
}
