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
            "This request would do harm if it were carried out twice, and it carries nothing to recognise it by. Send the"
                    + " header `Idempotency-Key` with a value of your own, and the same value with every retry."),
    UNAUTHENTICATED(
            401,
            "Authentication required",
            "Send the header `Authorization: Bearer` with an API key, or with an access token if the service is configured for"
                    + " them. A key or token that is unknown, expired, revoked or meant for another service is as good as none."),
    FORBIDDEN(
            403,
            "The caller may not do this",
            "The caller is known, but none of their roles has the permission that the operation needs, or it reaches less far:"
                    + " to a salesperson's own deals, say. The document names each operation's permission."),
    NOT_FOUND(404, "There is no such resource", "Nothing is at this address, or nothing that the caller may know of."),
    METHOD_NOT_ALLOWED(
            405, "The method is not allowed here", "The resource exists; the header `Allow` names what it can do."),
    NOT_ACCEPTABLE(
            406, "No such representation", "The resource has no representation in a media type that `Accept` names."),
    REQUEST_TIMEOUT(
            408,
            "The request took too long to arrive",
            "The head or the body of a request did not arrive in time, or was slower than others when the service needed the"
                    + " room. Nothing was carried out, and the connection is closed. Send the request again."),
    OUT_OF_ORDER(
            409,
            "The deal is in another stage",
            "`from` is not the stage that the deal is in: somebody else has moved it, or a stage would be skipped (rule 1)."
                    + " Read the deal and decide again. `stage` tells where it stands."),
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
            "A submission of this form has the same `submissionId` and another content. Give each submission an id of its"
                    + " own; a retry must be the same to the letter."),
    IDEMPOTENCY_IN_PROGRESS(
            409,
            "The same request is being carried out",
            "A request with this `Idempotency-Key` is under way. Try again in a moment to get its answer."),
    CONFLICT(
            409,
            "The request conflicts with what is there",
            "What was meant has happened already or cannot happen any more. `detail` says what."),
    STALE_VERSION(
            412,
            "The resource has changed",
            "`If-Match` does not name the present version: somebody has changed the resource since you read it. Read it"
                    + " again and decide again."),
    CONTENT_TOO_LARGE(413, "The body is too large", "Bodies may have up to 256 KiB."),
    URI_TOO_LONG(414, "The address is too long", "A request line may have up to 4 KiB."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "The media type is not supported",
            "The resource does not take bodies of this `Content-Type`, or the body has a `Content-Encoding` such as `gzip`."
                    + " Send bodies as they are; `Accept-Encoding: identity` in the answer says so."),
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
            "This change needs the header `If-Match` with the `ETag` that you read, so that nobody's change is overwritten"
                    + " unseen."),
    RATE_LIMITED(
            429,
            "Too many requests",
            "The limit for this caller, or for calls without credentials from this address, is reached. Wait as long as"
                    + " `Retry-After` says. Nothing was carried out. `RateLimit-Policy` tells what the limit is."),
    HEADERS_TOO_LARGE(431, "The headers are too large", "The headers of a request may have up to 20 KiB together."),
    INTERNAL(
            500,
            "Something went wrong in the service",
            "This is a fault of the service, not of the request. `id` is in the service's log as well; tell it to the"
                    + " operators."),
    NOT_IMPLEMENTED(
            501,
            "The transfer coding is not supported",
            "The body has a `Transfer-Encoding` other than `chunked`. Send it with that, or with a `Content-Length`."),
    UNAVAILABLE(
            503,
            "The service is not available for the moment",
            "Something that the service needs did not answer in time: its database, or the identity provider; or insights are"
                    + " catching up with history. It may not be known whether the request was carried out. Try again after the"
                    + " seconds that `Retry-After` gives, with the same `Idempotency-Key`.");

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
