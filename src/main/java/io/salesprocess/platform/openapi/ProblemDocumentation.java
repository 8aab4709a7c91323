package io.salesprocess.platform.openapi;

import io.salesprocess.platform.problem.ProblemType;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** The shape of problems, and one example of each type. */
final class ProblemDocumentation {

    private static final String DEAL = "/v1/deals/01936f7e-9d3a-7c41-8a55-3f2b6c1d9e70";

    /** What is answered before it is clear which operation a request is for. */
    private static final Set<ProblemType> OF_NO_OPERATION = EnumSet.of(
            ProblemType.METHOD_NOT_ALLOWED,
            ProblemType.URI_TOO_LONG,
            ProblemType.HEADERS_TOO_LARGE,
            ProblemType.NOT_IMPLEMENTED);

    void addTo(Components components) {
        components.addSchema("Problem", schema());
        for (ProblemType type : ProblemType.values()) {
            if (!OF_NO_OPERATION.contains(type)) {
                components.addExample(
                        type.slug(),
                        OASFactory.createExample()
                                .summary(type.title())
                                .description(type.explanation())
                                .value(example(type)));
            }
        }
    }

    private static Schema schema() {
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("What went wrong (RFC 9457). Which further members there are depends on the type.")
                .required(List.of("type", "title", "status", "detail", "instance"))
                .addProperty(
                        "type",
                        text("The kind of problem, as the address of a page that explains it.")
                                .format("uri-reference")
                                .enumeration(Stream.of(ProblemType.values())
                                        .<Object>map(ProblemType::address)
                                        .toList()))
                .addProperty("title", text("What kind of problem it is, in words; the same for every occurrence."))
                .addProperty(
                        "status",
                        OASFactory.createSchema()
                                .addType(SchemaType.INTEGER)
                                .format("int32")
                                .description("The HTTP status."))
                .addProperty("detail", text("What is wrong this time."))
                .addProperty("instance", text("The address that was called.").format("uri-reference"))
                .addProperty("errors", list("Every wrong place, with `invalid-request`.", "FieldError"))
                .addProperty("unmet", list("What is missing, with `criteria-unmet`.", "UnmetCriterion"))
                .addProperty("stage", text("The stage that the deal is in, with `out-of-order`."))
                .addProperty("dealStatus", OASFactory.createSchema().ref("DealStatus"))
                .addProperty(
                        "rule",
                        OASFactory.createSchema()
                                .addType(SchemaType.INTEGER)
                                .format("int32")
                                .description("The number of the rule, with `rule-violated`."))
                .addProperty("id", text("What the log calls it, with `internal`; the same as `X-Request-Id`."));
    }

    private static Map<String, Object> example(ProblemType type) {
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("type", type.address());
        example.put("title", type.title());
        example.put("status", type.status());
        switch (type) {
            case MALFORMED_REQUEST ->
                at(example, "The body is not well-formed JSON with each field once; see line 1, column 17.", DEAL);
            case INVALID_REQUEST ->
                at(example, "Some of the request is not valid; see errors.", DEAL)
                        .put("errors", List.of(error()));
            case IDEMPOTENCY_KEY_MISSING ->
                at(
                        example,
                        "Send a reference, or the header Idempotency-Key, so that a retry can be recognised.",
                        DEAL + "/payments");
            case UNAUTHENTICATED ->
                at(example, "Send the header Authorization: Bearer with an API key or an access token.", DEAL);
            case FORBIDDEN -> at(example, "The caller's roles do not include the permission work-on-deals.", DEAL);
            case NOT_FOUND -> at(example, "There is nothing at this address.", DEAL);
            case NOT_ACCEPTABLE -> at(example, "Ask for a media type that this address has.", DEAL);
            case OUT_OF_ORDER ->
                at(example, "The deal is in stage relationship, not in qualification.", DEAL + "/transitions")
                        .put("stage", "relationship");
            case DEAL_CLOSED ->
                at(example, "The deal is lost; this needs an open deal.", DEAL + "/transitions")
                        .put("dealStatus", "lost");
            case TRANSITION_NOT_ALLOWED -> at(example, "A deal that is open cannot reopen.", DEAL + "/transitions");
            case SUBMISSION_CONFLICT ->
                at(example, "This submissionId was sent before with other content.", "/v1/forms/contact/submissions");
            case IDEMPOTENCY_IN_PROGRESS ->
                at(example, "A request with this key is being carried out; ask again.", "/v1/deals");
            case CONFLICT -> at(example, "Another one has this already.", "/v1/prospects");
            case STALE_VERSION -> at(example, "If-Match does not name the present version, which is 8.", DEAL);
            case REQUEST_TIMEOUT ->
                at(example, "The request did not arrive in time. Nothing was carried out; send it again.", DEAL);
            case CONTENT_TOO_LARGE -> at(example, "Bodies may have up to 262144 bytes.", DEAL);
            case UNSUPPORTED_MEDIA_TYPE -> at(example, "Send a media type that this address takes.", DEAL);
            case CRITERIA_UNMET ->
                at(example, "1 exit criteria do not hold; see unmet.", DEAL + "/transitions")
                        .put("unmet", List.of(unmet()));
            case IDEMPOTENCY_KEY_REUSED ->
                at(example, "This Idempotency-Key was sent before with another request. Use a new key.", "/v1/deals");
            case RULE_VIOLATED ->
                at(example, "The value of a deal is fixed while a contract is out.", DEAL)
                        .put("rule", 7);
            case PRECONDITION_REQUIRED ->
                at(
                        example,
                        "Send If-Match with the ETag that you read, so that nobody's change is overwritten unseen.",
                        DEAL);
            case RATE_LIMITED -> at(example, "There were too many requests. Wait 12 s before the next.", DEAL);
            case INTERNAL ->
                at(example, "The fault has been logged under this id.", DEAL)
                        .put("id", "b8a0f1de-7f0c-4b0e-9d1c-2f3f6f0f8a11");
            case UNAVAILABLE -> at(example, "The database cannot be reached. Try again shortly.", DEAL);
            default -> throw new IllegalStateException("No operation answers " + type);
        }
        return example;
    }

    private static Map<String, Object> at(Map<String, Object> example, String detail, String instance) {
        example.put("detail", detail);
        example.put("instance", instance);
        return example;
    }

    private static Map<String, Object> error() {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("parameter", "limit");
        error.put("detail", "must be an integer from 1 to 200");
        return error;
    }

    private static Map<String, Object> unmet() {
        Map<String, Object> unmet = new LinkedHashMap<>();
        unmet.put("criterion", "target-audience-recorded");
        unmet.put("stage", "qualification");
        unmet.put("detail", "The target audience has not been recorded.");
        Map<String, Object> remedy = new LinkedHashMap<>();
        remedy.put("method", "PATCH");
        remedy.put("href", DEAL + "/qualification");
        remedy.put("field", "targetAudience");
        unmet.put("satisfyWith", remedy);
        return unmet;
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
    }

    private static Schema list(String description, String item) {
        return OASFactory.createSchema()
                .addType(SchemaType.ARRAY)
                .items(OASFactory.createSchema().ref(item))
                .description(description);
    }
}
