package io.salesprocess.platform.api;

/** The kinds of problems there are. The name in lower case with hyphens is part of the contract. */
public enum ProblemType {
    MALFORMED_REQUEST(
            400,
            "The request could not be read",
            "The body is not what its media type says: broken JSON, text that is not UTF-8, a field given twice, or nesting"
                    + " beyond 32 levels. Correct the request; sending it again unchanged will fail again."),
    INVALID_REQUEST(
            400,
            "The request is not valid",
            "The request was read, but some of its content is wrong. `errors` names each place by a JSON Pointer into the"
                    + " body (or a parameter) and says what is expected there. Unknown fields are errors, because they are"
                    + " mostly misspelt ones."),
    IDEMPOTENCY_KEY_MISSING(
            400,
            "An Idempotency-Key is needed",
            "A retry of this request could not be recognised, and executing it twice would do harm. Send the"
                    + " header `Idempotency-Key` with a value of your own, and the same value with every retry."),
    UNAUTHENTICATED(
            401,
            "Authentication required",
            "Send the header `Authorization: Bearer` with an API key, or with an access token if the service is configured for"
                    + " them. A key or token that is unknown, expired, revoked or issued for another service is refused."),
    FORBIDDEN(
            403,
            "Permission denied",
            "The caller is authenticated, but none of the roles has the permission that the operation needs, or only for other deals:"
                    + " for example, only for a salesperson's own deals. The OpenAPI document names each operation's permission."),
    NOT_FOUND(404, "Resource not found", "Nothing exists at this address, or the caller may not see it."),
    METHOD_NOT_ALLOWED(
            405,
            "Method not allowed",
            "The resource exists but does not support this method; the header `Allow` lists the supported ones."),
    NOT_ACCEPTABLE(
            406,
            "Representation not available",
            "The resource has no representation in a media type that `Accept` names."),
    REQUEST_TIMEOUT(
            408,
            "The request took too long to arrive",
            "The head or the body of a request did not arrive in time, or was slower than others when the service needed the"
                    + " room. Nothing was carried out, and the connection is closed. Send the request again."),
    OUT_OF_ORDER(
            409,
            "The deal is in another stage",
            "`from` is not the stage that the deal is in: another caller has moved the deal, or a stage would be skipped (rule 1)."
                    + " Read the deal again, then decide. `stage` is the stage that it is in."),
    DEAL_CLOSED(
            409,
            "The deal is closed",
            "The deal has been won or lost, and this needs an open one (rule 6). A lost deal can be reopened; a won deal is"
                    + " final."),
    TRANSITION_NOT_ALLOWED(
            409,
            "The transition is not allowed now",
            "The table of transitions does not have this one for the deal's status. `GET /v1/deals/{id}/transitions` tells"
                    + " what can happen."),
    SUBMISSION_CONFLICT(
            409,
            "The submission was sent before with other content",
            "A submission of this form has the same `submissionId` but other content. Give each submission its own"
                    + " id; a retry must have exactly the same content."),
    IDEMPOTENCY_IN_PROGRESS(
            409,
            "The same request is in progress",
            "A request with this `Idempotency-Key` is in progress. Retry after `Retry-After` seconds to get its response."),
    CONFLICT(
            409,
            "Conflict with the current state",
            "The change has already been made or is no longer possible. `detail` says why."),
    STALE_VERSION(
            412,
            "The resource has changed",
            "`If-Match` does not name the current version: the resource has changed since you read it. Read it"
                    + " again, then decide."),
    CONTENT_TOO_LARGE(413, "The body is too large", "Bodies may have up to 256 KiB."),
    URI_TOO_LONG(414, "The address is too long", "A request line may have up to 4 KiB."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "The media type is not supported",
            "The resource does not accept this `Content-Type`; `detail` and the header `Accept` name those that it"
                    + " accepts. Or the body has a `Content-Encoding` such as `gzip`."
                    + " Send bodies without compression, as `Accept-Encoding: identity` in the response says."),
    CRITERIA_UNMET(
            422,
            "Exit criteria are not met",
            "The deal cannot advance, because exit criteria of its stage or an earlier one do not hold (rules 2 and 3)."
                    + " `unmet` names each, the stage that it belongs to, and the call that would satisfy it."),
    IDEMPOTENCY_KEY_REUSED(
            422,
            "The Idempotency-Key was used for another request",
            "The key was sent before, to the same address, with another body. Use a new key for a new request."),
    RULE_VIOLATED(
            422,
            "A rule of the sales process forbids this",
            "The request is well formed, but a rule forbids it. `detail` says why, and `rule` has its number."),
    PRECONDITION_REQUIRED(
            428,
            "If-Match is needed",
            "This change needs the header `If-Match` with the `ETag` that you read, so that it does not overwrite another caller's"
                    + " change."),
    RATE_LIMITED(
            429,
            "Too many requests",
            "The rate limit of this caller, or of this address, is exceeded. Wait the number of seconds in"
                    + " `Retry-After`. The request was not executed. `RateLimit-Policy` states the limit."),
    HEADERS_TOO_LARGE(431, "The headers are too large", "The headers of a request may have up to 20 KiB together."),
    INTERNAL(
            500,
            "Internal error",
            "This is a fault of the service, not of the request. Report `id`, which the service's log contains too, to the"
                    + " operators."),
    NOT_IMPLEMENTED(
            501,
            "The transfer coding is not supported",
            "The body has a `Transfer-Encoding` other than `chunked`. Send it with that, or with a `Content-Length`."),
    UNAVAILABLE(
            503,
            "The service is temporarily unavailable",
            "The database or the identity provider did not respond in time, or insights are"
                    + " catching up with history. The request may or may not have been executed. Retry after the"
                    + " seconds in `Retry-After`, with the same `Idempotency-Key`.");

    private final int status;
    private final String title;
    private final String explanation;

    ProblemType(int status, String title, String explanation) {
        this.status = status;
        this.title = title;
        this.explanation = explanation;
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }

    /** One short sentence, the same for every occurrence. */
    public String title() {
        return title;
    }

    /** What it means and what to do, for the page at its address. */
    public String explanation() {
        return explanation;
    }

    /** The name in the contract, such as {@code criteria-unmet}. */
    public String slug() {
        return HyphenatedEnums.nameOf(this);
    }

    /** The address of its page, which is the {@code type} of a problem. */
    public String address() {
        return "/problems/" + slug();
    }
}
