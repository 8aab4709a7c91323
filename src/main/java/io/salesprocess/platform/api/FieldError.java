package io.salesprocess.platform.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One wrong place in a request.
 *
 * @param pointer JSON Pointer (RFC 6901) into the body; null if the error is in a parameter
 * @param parameter the query parameter or header; null if the error is in the body
 * @param detail what is expected there
 */
@Schema(description = "One wrong place in a request.")
public record FieldError(
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "JSON Pointer into the body.", examples = "/prospect/email")
        String pointer,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "The query parameter or header, if the error is there.", examples = "limit")
        String parameter,

        @Schema(description = "What is expected.", examples = "must be a well-formed email address")
        String detail) {

    private static final int LONGEST_PLACE = 256;
    private static final int LONGEST_DETAIL = 1_000;
    private static final int AROUND = 40;

    /** Place and detail may quote the caller, and are cut. */
    public FieldError {
        pointer = Excerpt.of(pointer, LONGEST_PLACE);
        parameter = Excerpt.of(parameter, LONGEST_PLACE);
        detail = Excerpt.of(detail, LONGEST_DETAIL);
    }

    /** How many bytes it takes in an answer, at most. */
    int size() {
        return AROUND + Excerpt.size(pointer) + Excerpt.size(parameter) + Excerpt.size(detail);
    }

    /** One step of a JSON Pointer (RFC 6901), with the slash before it. */
    public static String step(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** An error in the body. */
    public static FieldError at(String pointer, String detail) {
        return new FieldError(pointer, null, detail);
    }

    /** An error in a query parameter or header. */
    public static FieldError in(String parameter, String detail) {
        return new FieldError(null, parameter, detail);
    }
}
