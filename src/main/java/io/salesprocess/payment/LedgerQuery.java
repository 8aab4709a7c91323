package io.salesprocess.payment;

import io.salesprocess.platform.api.Cursor;
import io.salesprocess.platform.api.PageRequest;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which entries a caller wants to see. */
public class LedgerQuery {

    @Parameter(description = "Only entries of this deal.")
    @QueryParam("dealId")
    UUID dealId;

    @Parameter(
            description = "Only payments made like this, and what was taken back of them.",
            schema = @Schema(examples = "bank-transfer", maxLength = 50))
    @QueryParam("method")
    @Size(max = 50)
    String method;

    @Parameter(
            description = "Only entries with exactly this reference.",
            schema = @Schema(examples = "INV-2026-0042", maxLength = 200))
    @QueryParam("reference")
    @Size(max = 200)
    String reference;

    @Parameter(
            description =
                    "Only money that moved at or after this time (`at`). A date means the start of that day in UTC.")
    @QueryParam("from")
    Instant from;

    @Parameter(description = "Only money that moved before this time (`at`). A date means the end of that day in UTC.")
    @QueryParam("to")
    Instant to;

    @Parameter(
            description = "Only entries of this kind.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"payment", "refund", "reversal"}))
    @QueryParam("kind")
    EntryKind kind;

    LedgerFilter filter(PageRequest page) {
        return new LedgerFilter(
                dealId,
                method,
                reference == null ? null : reference.strip(),
                from,
                to,
                kind,
                page.cursor().map(LedgerQuery::place).orElse(null));
    }

    /** The place of an entry in the list. */
    static Cursor cursor(LedgerEntryResponse entry) {
        return Cursor.of(entry.at(), entry.id());
    }

    private static List<Object> place(Cursor cursor) {
        List<String> parts = cursor.parts();
        if (parts.size() != 2) {
            throw Cursor.invalid();
        }
        try {
            return List.of(Instant.parse(parts.get(0)), UUID.fromString(parts.get(1)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw Cursor.invalid();
        }
    }
}
