package io.salesprocess.payment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.salesprocess.platform.api.Page;
import io.salesprocess.platform.api.Paged;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of entries with the totals of all pages. */
@Schema(name = "LedgerPage", description = "A page of entries, with the totals of the entries on all pages.")
record LedgerPage(
        List<LedgerEntryResponse> items,

        @Schema(description = "Send it as `cursor` to get the next page; null on the last page.", nullable = true)
        String next,

        @Schema(
                description = "With `count=true`: how many entries the list has on all its pages, at most 10,000.",
                examples = "123")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        Long total,

        @Schema(description = "With `count=true`: `false` if the list has more than 10,000 entries.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        Boolean totalIsExact,

        @Schema(
                description =
                        "By currency: exact sums over everything that matches the filters, whatever the page. Empty if"
                                + " nothing matches.")
        List<CurrencyTotal> totals)
        implements Paged {

    static LedgerPage of(Page<LedgerEntryResponse> page, List<CurrencyTotal> totals) {
        return new LedgerPage(page.items(), page.next(), page.total(), page.totalIsExact(), totals);
    }
}
