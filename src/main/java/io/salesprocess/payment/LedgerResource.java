package io.salesprocess.payment;

import io.salesprocess.access.Access;
import io.salesprocess.access.Caller;
import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.platform.api.Page;
import io.salesprocess.platform.api.PageRequest;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The entries of all deals over HTTP (rule 16). */
@Path("/v1/payments")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Payments")
public class LedgerResource {

    private final LedgerService ledger;
    private final Access access;

    LedgerResource(LedgerService ledger, Access access) {
        this.ledger = ledger;
        this.access = access;
    }

    /** Payments, refunds and reversals of every deal that the caller may see, newest first, with what all of them add up to. */
    @GET
    @Needs(Permission.READ_DEALS)
    @Operation(
            operationId = "listLedger",
            summary = "List payments, refunds and reversals of all deals",
            description =
                    "The entries of every deal that the caller may see, by the time when the money moved, newest first."
                            + " `totals` adds up everything that matches the filters, on all pages, by currency. Sums are exact, and"
                            + " include every entry that was acknowledged before the request. A day is a day in UTC.")
    public LedgerPage list(@Valid @BeanParam LedgerQuery query, @BeanParam PageRequest page) {
        Caller caller = access.caller();
        LedgerFilter filter = query.filter(page);
        List<LedgerEntryResponse> entries = ledger.list(caller, filter, page.limit() + 1).stream()
                .map(LedgerEntryResponse::of)
                .toList();
        TotalStore.Totals totals = ledger.totals(caller, filter);
        return LedgerPage.of(
                Page.of(entries, page.limit(), Function.<LedgerEntryResponse>identity(), LedgerQuery::cursor)
                        .counted(page, most -> Math.min(most, totals.entries())),
                totals.byCurrency());
    }
}
