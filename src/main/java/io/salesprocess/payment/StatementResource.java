package io.salesprocess.payment;

import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.DealDoor;
import io.salesprocess.deal.Recorded;
import io.salesprocess.paper.PaperPages;
import io.salesprocess.paper.PaperRoom;
import io.salesprocess.paper.render.PaperLanguage;
import io.salesprocess.paper.render.PaperOrder;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.Versions;
import io.salesprocess.platform.openapi.Problems;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The statement of a deal over HTTP, in the representation that the caller accepts. */
@Path("/v1/deals/{id}/statement")
@Blocking
@Tag(name = "Payments")
public class StatementResource {

    static final String CSV = "text/csv";

    /** How much of a hash tells versions apart. */
    private static final int TAG = 16;

    private static final List<Variant> VARIANTS = Variant.mediaTypes(
                    MediaType.APPLICATION_JSON_TYPE, MediaType.valueOf(CSV), MediaType.valueOf(PaperPages.PDF))
            .build();

    private final StatementService statements;
    private final PaperRoom room;
    private final DealDoor door;
    private final Versions versions;

    StatementResource(StatementService statements, PaperRoom room, DealDoor door, Versions versions) {
        this.room = room;
        this.statements = statements;
        this.door = door;
        this.versions = versions;
    }

    /** Every entry of the deal with the balance after it, and what they add up to. */
    @GET
    @Produces({MediaType.APPLICATION_JSON, CSV, PaperPages.PDF})
    @Needs(Permission.READ_DEALS)
    @Operation(
            operationId = "getStatement",
            summary = "Read a deal's statement",
            description =
                    "Every payment, refund and reversal of the deal in the order in which they were recorded, with the balance"
                            + " after each, and what they add up to. With `Accept: text/csv` the entries as a table: amounts are"
                            + " decimals of the currency with their sign, times are in UTC, and a text that a spreadsheet would run"
                            + " as a formula has an apostrophe in front, as has one that begins with an apostrophe. With `Accept:"
                            + " application/pdf` a document to send, made from the newest template of the kind `statement`.")
    @APIResponse(
            responseCode = "200",
            description = "The statement.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = StatementResponse.class)),
                @Content(
                        mediaType = CSV,
                        schema = @Schema(implementation = String.class),
                        example =
                                "recordedAt,at,kind,entryId,paymentId,method,reference,reason,currency,amount,balance\r\n"
                                        + "2026-11-26T09:00:00Z,2026-11-25T23:00:00Z,payment,01a20a90-926e-7000-a70d-4e85a86d6635,"
                                        + "01a20a90-926e-7000-a70d-4e85a86d6635,bank-transfer,INV-2026-0042,,EUR,9400.00,9400.00\r\n"),
                @Content(
                        mediaType = PaperPages.PDF,
                        schema = @Schema(type = SchemaType.STRING, format = "binary"),
                        example = PaperPages.PDF_EXAMPLE)
            })
    @Problems({ProblemType.NOT_ACCEPTABLE, ProblemType.RULE_VIOLATED})
    public Response get(
            @PathParam("id") UUID id,
            @Parameter(
                            description =
                                    "The language of the PDF; that of the letterhead unless said otherwise. JSON and CSV have none.")
                    @QueryParam("locale")
                    PaperLanguage locale,
            @Context Request request) {
        Variant variant = request.selectVariant(VARIANTS);
        if (variant == null) {
            throw ProblemException.of(
                    ProblemType.NOT_ACCEPTABLE,
                    "The statement can be had as " + MediaType.APPLICATION_JSON + ", " + CSV + " or " + PaperPages.PDF
                            + ".");
        }
        if (variant.getMediaType().getSubtype().equals("pdf")) {
            return pdf(statements.paper(door.caller(), id, locale), id, request);
        }
        Recorded<StatementService.Account> found = statements.get(door.caller(), id);
        return variant.getMediaType().getSubtype().equals("csv") ? csv(found) : json(found);
    }

    /** Without a check of {@code If-None-Match}: instalments become overdue although the deal stays as it is. */
    private static Response json(Recorded<StatementService.Account> found) {
        return Response.ok(StatementResponse.of(found.row()), MediaType.APPLICATION_JSON_TYPE)
                .tag(Long.toString(found.deal().sequence()))
                .build();
    }

    /** What the caller has already is not made again: the tag is that of everything the pages are made of. */
    private Response pdf(Recorded<PaperOrder> found, UUID id, Request request) {
        EntityTag tag = new EntityTag(found.deal().sequence() + "-pdf-"
                + HexFormat.of().formatHex(found.row().hash()).substring(0, TAG));
        Response.ResponseBuilder known = request.evaluatePreconditions(tag);
        return known == null
                ? PaperPages.response(room.print(found.row()).pdf(), true, "statement-" + id)
                        .tag(tag)
                        .build()
                : known.tag(tag).build();
    }

    private Response csv(Recorded<StatementService.Account> found) {
        Statement statement = found.row().statement();
        Response response = versions.ok(StatementCsv.of(statement), found.deal().sequence() + "-csv");
        return Response.fromResponse(response)
                .type(MediaType.valueOf(CSV).withCharset("UTF-8"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"statement-" + statement.dealId() + ".csv\"")
                .build();
    }
}
