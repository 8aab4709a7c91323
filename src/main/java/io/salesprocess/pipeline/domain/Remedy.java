package io.salesprocess.pipeline.domain;

import java.util.UUID;

/**
 * The call that would satisfy an unmet criterion.
 *
 * @param method the HTTP method
 * @param template the address below the API's base, with {@code {dealId}} for the deal; other names in braces are for the
 *     caller to fill in
 * @param field the field of the request that matters, or null if the call as such is what is needed
 */
public record Remedy(String method, String template, String field) {

    /** A change of the deal itself or of a resource below it. */
    static Remedy patch(String path, String field) {
        return new Remedy("PATCH", "/deals/{dealId}" + path, field);
    }

    /** A call to a resource below the deal. */
    static Remedy post(String path, String field) {
        return new Remedy("POST", "/deals/{dealId}" + path, field);
    }

    /** The address of this call for one deal. */
    public String addressFor(UUID dealId) {
        return template.replace("{dealId}", dealId.toString());
    }
}
