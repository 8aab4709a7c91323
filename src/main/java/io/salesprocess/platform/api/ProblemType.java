package io.salesprocess.platform.api;

/** The kinds of problems there are. The name in lower case with hyphens is part of the contract. */
public enum ProblemType {
    MALFORMED_REQUEST(
            400,
            "The request could not be read",
            "The body is not what its media type says: broken JSON, text that is not UTF-8, a field given"
                    + " twice, or nesting beyond 32 levels.",
            "Correct the request. Sending it again unchanged will fail again."),
    INVALID_REQUEST(
            400,
            "The request is not valid",
            "The request was read, but some of its content is wrong. `errors` names each place by a JSON"
                    + " Pointer into the body (or a parameter) and says what is expected there. Unknown fields are"
                    + " errors, because they are mostly misspelt ones.",
            "Correct each place that `errors` names and send the request again. The same `Idempotency-Key`"
                    + " may be used."),
    IDEMPOTENCY_KEY_MISSING(
            400,
            "An Idempotency-Key is needed",
            "A retry of this request could not be recognised, and executing it twice would do harm.",
            "Send the header `Idempotency-Key` with a value of your own, and the same value with every" + " retry."),
    UNAUTHENTICATED(
            401,
            "Authentication required",
            "The request has no credentials, or its key or token is unknown, expired, revoked or issued for"
                    + " another service.",
            "Send the header `Authorization: Bearer` with an API key, or with an access token if the service"
                    + " is configured for them. The service's administrator creates keys."),
    FORBIDDEN(
            403,
            "Permission denied",
            "The caller is authenticated, but none of the roles has the permission that the operation needs,"
                    + " or only for other deals: for example, only for a salesperson's own deals.",
            "Use a key with the permission that the OpenAPI document names for the operation, or ask the"
                    + " service's administrator for one."),
    NOT_FOUND(
            404,
            "Resource not found",
            "Nothing exists at this address, or the caller may not see it.",
            "Check the address and the id. If they are right, the resource has been erased or belongs to a"
                    + " deal that this caller may not see."),
    METHOD_NOT_ALLOWED(
            405,
            "Method not allowed",
            "The resource exists but does not support this method.",
            "Use one of the methods that the header `Allow` lists."),
    NOT_ACCEPTABLE(
            406,
            "Representation not available",
            "The resource has no representation in a media type that `Accept` names.",
            "Send `Accept: application/json`, or no `Accept` at all."),
    REQUEST_TIMEOUT(
            408,
            "The request took too long to arrive",
            "The head or the body of a request did not arrive in time, or was slower than others when the"
                    + " service needed the room. Nothing was carried out, and the connection is closed.",
            "Open a new connection and send the request again."),
    OUT_OF_ORDER(
            409,
            "The deal is in another stage",
            "`from` is not the stage that the deal is in: another caller has moved the deal, or a stage"
                    + " would be skipped. A deal stands in exactly one stage and goes through all of them in order, one"
                    + " at a time.",
            "Read the deal again, then decide. `stage` is the stage that it is in."),
    DEAL_CLOSED(
            409,
            "The deal is closed",
            "The deal has been won or lost, and this needs an open one. A won deal is final; a lost one can"
                    + " be reopened in the stage where it stood.",
            "Reopen the deal first if it is lost: `POST /v1/deals/{id}/transitions` with the type `reopen`"
                    + " and a reason."),
    TRANSITION_NOT_ALLOWED(
            409,
            "The transition is not allowed now",
            "The table of transitions does not have this one for the deal's status.",
            "Ask `GET /v1/deals/{id}/transitions` which transitions are possible."),
    SUBMISSION_CONFLICT(
            409,
            "The submission was sent before with other content",
            "A submission of this form has the same `submissionId` but other content.",
            "Give each submission its own id. A retry must have exactly the same content."),
    IDEMPOTENCY_IN_PROGRESS(
            409,
            "The same request is in progress",
            "A request with this `Idempotency-Key` is in progress.",
            "Retry after `Retry-After` seconds to get its response."),
    CONFLICT(
            409,
            "Conflict with the current state",
            "The change has already been made or is no longer possible.",
            "`detail` says why. Read the resource again, then decide."),
    GONE(
            410,
            "The position in the feed no longer exists",
            "The cursor points behind an event that this database does not have in that place: it was restored from"
                    + " a backup that is older, or into another database cluster more than once.",
            "Read the feed from the beginning, without `after`, and discard the events that were processed before, by"
                    + " their `id`."),
    STALE_VERSION(
            412,
            "The resource has changed",
            "`If-Match` does not name the current version: the resource has changed since you read it.",
            "Read it again, then decide, and send the new `ETag` as `If-Match`."),
    CONTENT_TOO_LARGE(413, "The body is too large", "Bodies may have up to 256 KiB.", "Send less in one request."),
    URI_TOO_LONG(414, "The address is too long", "A request line may have up to 4 KiB.", "Shorten the query."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "The media type is not supported",
            "The resource does not accept this `Content-Type`; `detail` and the header `Accept` name those that it"
                    + " accepts. Or the body has a `Content-Encoding` such as `gzip`.",
            "Send a type that the OpenAPI document names for the operation, mostly `application/json`,"
                    + " without compression, as `Accept-Encoding: identity` in the response says."),
    CRITERIA_UNMET(
            422,
            "Exit criteria are not met",
            "The deal cannot advance, because exit criteria do not hold. A deal leaves a stage only when"
                    + " every exit criterion of the stage is met, and those of all earlier stages still hold: a"
                    + " question left open or a contract voided blocks it wherever it stands.",
            "`unmet` names each criterion, the stage that it belongs to, and in `satisfyWith` the call that"
                    + " would meet it. Make these calls, then advance again."),
    IDEMPOTENCY_KEY_REUSED(
            422,
            "The Idempotency-Key was used for another request",
            "The key was sent before, to the same address, with another body.",
            "Use a new key for a new request."),
    RULE_VIOLATED(
            422,
            "A rule of the sales process forbids this",
            "The request is well formed, but a rule of the sales process forbids it. `rule` has the rule's"
                    + " number.",
            "`detail` says what is in the way, often with what to do first."),
    PRECONDITION_REQUIRED(
            428,
            "If-Match is needed",
            "This change could overwrite another caller's change.",
            "Read the resource and send its `ETag` in the header `If-Match`."),
    RATE_LIMITED(
            429,
            "Too many requests",
            "The rate limit of this caller, or of this address, is exceeded. The request was not executed."
                    + " `RateLimit-Policy` states the limit.",
            "Wait the number of seconds in `Retry-After`, then send the request again."),
    HEADERS_TOO_LARGE(
            431,
            "The headers are too large",
            "The headers of a request may have up to 20 KiB together.",
            "Send fewer or shorter headers; often it is cookies that were meant for another service."),
    INTERNAL(
            500,
            "Internal error",
            "This is a fault of the service, not of the request.",
            "Report `id`, which the service's log contains too, to the operators."),
    NOT_IMPLEMENTED(
            501,
            "The transfer coding is not supported",
            "The body has a `Transfer-Encoding` other than `chunked`.",
            "Send it with that, or with a `Content-Length`."),
    UNAVAILABLE(
            503,
            "The service is temporarily unavailable",
            "The database or the identity provider did not respond in time, or insights are catching up with"
                    + " history. The request may or may not have been executed.",
            "Retry after the seconds in `Retry-After`, with the same `Idempotency-Key`.");

    private final int status;
    private final String title;
    private final String meaning;
    private final String remedy;

    ProblemType(int status, String title, String meaning, String remedy) {
        this.status = status;
        this.title = title;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }

    /** One short sentence, the same for every occurrence. */
    public String title() {
        return title;
    }

    /** What it means. Names of the contract stand between backticks. */
    public String meaning() {
        return meaning;
    }

    /** What the caller can do about it. Names of the contract stand between backticks. */
    public String remedy() {
        return remedy;
    }

    /** What it means and what to do. */
    public String explanation() {
        return meaning + " " + remedy;
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
