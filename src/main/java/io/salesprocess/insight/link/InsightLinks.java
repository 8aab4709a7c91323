package io.salesprocess.insight.link;

import io.salesprocess.access.AuditAction;
import io.salesprocess.access.AuditTrail;
import io.salesprocess.access.Caller;
import io.salesprocess.access.Makers;
import io.salesprocess.access.Permission;
import io.salesprocess.insight.link.InsightLinkBodies.InsightLinkRequest;
import io.salesprocess.pipeline.Pipelines;
import io.salesprocess.platform.api.Faults;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.kernel.Ids;
import io.salesprocess.platform.kernel.Secrets;
import io.salesprocess.salesperson.Salespeople;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The links to pages of insights, as they are made, revoked and opened. */
@UseCase
public class InsightLinks {

    private static final int MOST = 1_000;
    private static final Duration LONGEST = Duration.ofDays(366);

    /** How long an expired link is still listed. */
    private static final Duration KEPT = Duration.ofDays(30);

    /** Where the request is wrong if a row that it refers to is not there. */
    private static final Map<String, FieldError> MISSING = Map.of(
            "shared_insight_owner", FieldError.at("/filters/ownerId", "is not the id of a salesperson"),
            "shared_insight_offering", FieldError.at("/filters/offeringId", "is not the id of an offering"));

    private final InsightLinkStore links;
    private final Makers makers;
    private final Salespeople salespeople;
    private final Pipelines pipelines;
    private final AuditTrail audit;
    private final Duration lifetime;
    private final Ids ids;
    private final Clock clock;

    /** @param lifetime of links for which nothing else is said */
    InsightLinks(
            InsightLinkStore links,
            Makers makers,
            Salespeople salespeople,
            Pipelines pipelines,
            AuditTrail audit,
            @ConfigProperty(name = "salesprocess.insight-links.lifetime") Duration lifetime,
            Ids ids,
            Clock clock) {
        this.links = links;
        this.makers = makers;
        this.salespeople = salespeople;
        this.pipelines = pipelines;
        this.audit = audit;
        this.lifetime = lifetime;
        this.ids = ids;
        this.clock = clock;
    }

    /** A link and its secret, which is kept nowhere. */
    record NewLink(InsightLink link, String token) {}

    /**
     * A link that was opened.
     *
     * @param name the title of the page, or null
     * @param embedOn origins of web sites that may frame the page
     * @param maker who made the link, with what they may do now
     */
    public record Opened(String name, InsightFilters filters, List<String> embedOn, Instant expiresAt, Caller maker) {}

    /** Links, oldest first: all, or those of a caller whose insights are about their own deals only. */
    List<InsightLink> list(Caller caller, UUID after, int limit) {
        return links.after(makerWhoseLinksAreShown(caller), after, limit);
    }

    /** How many the list has, but no more than the limit. */
    long count(Caller caller, int limit) {
        return links.count(makerWhoseLinksAreShown(caller), limit);
    }

    /** One link; one that the list does not show is not found. */
    InsightLink get(Caller caller, UUID id) {
        String maker = makerWhoseLinksAreShown(caller);
        return links.find(id)
                .filter(link -> maker == null || maker.equals(link.maker().identity()))
                .orElseThrow(ProblemException::notFound);
    }

    /** Makes a link. It never shows more than the caller may see, now and later. */
    NewLink create(Caller caller, InsightLinkRequest wanted) {
        caller.require(Permission.SHARE_INSIGHTS);
        caller.require(Permission.READ_INSIGHTS);
        Instant now = clock.instant();
        Instant end = wanted.expiresAt() == null
                ? now.plus(lifetime)
                : wanted.expiresAt().truncatedTo(ChronoUnit.MICROS);
        check(wanted, now, end);
        links.holdAll();
        links.sweep(now.minus(KEPT));
        if (links.count(null, MOST) >= MOST) {
            throw ProblemException.of(
                    ProblemType.CONFLICT, "There can be " + MOST + " links. Delete one of them first.");
        }
        InsightLink link =
                new InsightLink(ids.next(), wanted.name(), wanted.filters(), wanted.embedOn(), now, end, caller);
        String token = Secrets.next();
        try {
            links.insert(link, token);
        } catch (Sql.Failure e) {
            throw e.missingReference()
                    .map(MISSING::get)
                    .<RuntimeException>map(ProblemException::invalid)
                    .orElse(e);
        }
        audit.record(caller, AuditAction.INSIGHT_LINK_CREATED, link.id());
        return new NewLink(link, token);
    }

    /** Revokes a link at once and for good. */
    void revoke(Caller caller, UUID id) {
        caller.require(Permission.SHARE_INSIGHTS);
        links.delete(get(caller, id).id());
        audit.record(caller, AuditAction.INSIGHT_LINK_REVOKED, id);
    }

    /**
     * Opens a link. Not found is one that is unknown, expired or revoked, and one whose maker may not see insights any more: a key that
     * is revoked or expired, or a salesperson who is not active.
     */
    public Opened open(String token) {
        InsightLink link = links.byToken(token, clock.instant()).orElseThrow(ProblemException::notFound);
        Caller maker = makers.asOfNow(link.maker())
                .filter(now -> now.may(Permission.READ_INSIGHTS) && now.may(Permission.SHARE_INSIGHTS))
                .filter(this::isActive)
                .orElseThrow(ProblemException::notFound);
        return new Opened(link.name(), link.filters(), link.embedOn(), link.expiresAt(), maker);
    }

    private boolean isActive(Caller maker) {
        return maker.salespersonId() == null
                || salespeople.takingNoDeals(Set.of(maker.salespersonId())).isEmpty();
    }

    /** Null for a caller whose insights are about every deal, and who therefore sees every link. */
    private static String makerWhoseLinksAreShown(Caller caller) {
        return caller.require(Permission.READ_INSIGHTS).isEverything() ? null : caller.identity();
    }

    private void check(InsightLinkRequest wanted, Instant now, Instant end) {
        Faults faults = new Faults();
        if (!end.isAfter(now) || end.isAfter(now.plus(LONGEST))) {
            faults.add(
                    FieldError.at("/expiresAt", "must be a time in the future, within " + LONGEST.toDays() + " days"));
        }
        InsightFilters filters = wanted.filters();
        if (filters.pipeline() != null && pipelines.newest(filters.pipeline()).isEmpty()) {
            faults.add(FieldError.at("/filters/pipeline", "is not the key of a pipeline"));
        }
        if (filters.openedFrom() != null
                && filters.openedTo() != null
                && !filters.openedFrom().isBefore(filters.openedTo())) {
            faults.add(FieldError.at("/filters/openedTo", "must be after openedFrom"));
        }
        faults.throwIfAny();
    }
}
