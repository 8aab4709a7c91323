package io.salesprocess.access;

import io.salesprocess.platform.idempotency.CallerId;
import io.salesprocess.platform.problem.FieldError;
import io.salesprocess.platform.problem.ProblemException;
import io.salesprocess.platform.problem.ProblemType;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.regex.Pattern;

/** Whoever sent the current request. Provisional: the caller names itself in a header, and nobody checks it. */
@Singleton
public class Caller implements CallerId {

    /** The header in which callers name themselves. */
    public static final String ACTOR = "X-Actor";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,99}");

    private final HttpHeaders headers;

    Caller(HttpHeaders headers) {
        this.headers = headers;
    }

    /** The actor's id; refused as unauthenticated if there is none. */
    public String actorId() {
        String actor = headers.getHeaderString(ACTOR);
        if (actor == null) {
            throw ProblemException.of(
                    ProblemType.UNAUTHENTICATED, "Changes need the header X-Actor with the id of whoever makes them.");
        }
        if (!NAME.matcher(actor).matches()) {
            throw ProblemException.invalid(
                    FieldError.in(ACTOR, "must have 1 to 100 letters, digits, dots, colons, hyphens or underscores"));
        }
        return actor;
    }

    @Override
    public String value() {
        String actor = headers.getHeaderString(ACTOR);
        return actor == null ? "anonymous" : "actor:" + actorId();
    }
}
