package io.salesprocess.platform.problem;

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

    /** An error in the body. */
    public static FieldError at(String pointer, String detail) {
        return new FieldError(pointer, null, detail);
    }

    /** An error in a query parameter or header. */
    public static FieldError in(String parameter, String detail) {
        return new FieldError(null, parameter, detail);
    }
}
