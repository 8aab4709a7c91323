package io.salesprocess.platform.idempotency;

import io.salesprocess.platform.digest.Sha256;
import io.salesprocess.platform.http.Texts;
import io.salesprocess.platform.json.Json;
import io.salesprocess.platform.problem.FieldError;
import io.salesprocess.platform.problem.ProblemException;
import io.salesprocess.platform.problem.ProblemType;
import io.salesprocess.platform.sql.Retries;
import io.salesprocess.platform.sql.SqlStates;
import io.salesprocess.platform.sql.Transactions;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Carries out the effect of a {@code POST}, in one transaction, together with the record of its {@code Idempotency-Key}.
 * Refusals leave no record: what had no effect may be tried again under the same key.
 */
@Singleton
public class Posts {

    /** The header by which callers mark retries. */
    public static final String KEY = "Idempotency-Key";

    private static final String REPLAYED = "Idempotency-Replayed";
    private static final int LONGEST_KEY = 255;

    /** Begins the kept address of what is below the address that was posted to. */
    private static final String BELOW = ".";

    private final IdempotencyStore store;
    private final Json json;
    private final HttpHeaders headers;
    private final UriInfo uri;
    private final Request http;
    private final CallerId caller;
    private final Retries retries;
    private final Transactions transactions;
    private final UnderWay underWay = new UnderWay();

    Posts(
            IdempotencyStore store,
            Json json,
            HttpHeaders headers,
            UriInfo uri,
            Request http,
            CallerId caller,
            Retries retries,
            Transactions transactions) {
        this.store = store;
        this.json = json;
        this.headers = headers;
        this.uri = uri;
        this.http = http;
        this.caller = caller;
        this.retries = retries;
        this.transactions = transactions;
    }

    /** Rights can be taken away between a request and its retry. */
    @FunctionalInterface
    public interface Recheck {

        /**
         * Refuses a caller who may not have the answer any more.
         *
         * @param location what the answer names as created, or null
         */
        void of(String location);

        /**
         * What of the answer the caller may have now.
         *
         * @param body the JSON of the first time
         */
        default byte[] show(byte[] body) {
            return body;
        }
    }

    /** The key of this request, if the caller sent one. */
    public Optional<String> key() {
        List<String> keys = headers.getRequestHeader(KEY);
        if (keys == null || keys.isEmpty()) {
            return Optional.empty();
        }
        if (keys.size() > 1) {
            throw ProblemException.invalid(FieldError.in(KEY, "must not be sent more than once"));
        }
        String key = keys.get(0);
        if (key.isBlank() || key.length() > LONGEST_KEY || Texts.objection(key).isPresent()) {
            throw ProblemException.invalid(FieldError.in(KEY, "must have 1 to " + LONGEST_KEY + " characters"));
        }
        return Optional.of(key);
    }

    /** Does the work, or repeats its answer to a caller whose permission is all that there is to check. */
    public Response once(Object request, Supplier<Answer> work) {
        return once(request, location -> {}, work);
    }

    /**
     * Does the work, or repeats the answer that it was given the first time.
     *
     * @param request what the caller sent, to tell a retry from another request under the same key; null if nothing
     * @param recheck of the caller's rights, before an answer is repeated; the work does its own checking
     * @param work runs in a transaction, more than once if that is in another one's way; an exception rolls it back
     */
    public Response once(Object request, Recheck recheck, Supplier<Answer> work) {
        return once(transactions::managed, request, recheck, work);
    }

    /** As {@link #once(Object, Supplier)}, in a plain transaction. */
    public Response onceBySql(Object request, Supplier<Answer> work) {
        return onceBySql(request, location -> {}, work);
    }

    /**
     * As {@link #once(Object, Recheck, Supplier)}, for work without entities: its transaction is
     * {@linkplain Transactions#plain plain}, and so faster.
     */
    public Response onceBySql(Object request, Recheck recheck, Supplier<Answer> work) {
        return once(transactions::plain, request, recheck, work);
    }

    private Response once(
            Function<Supplier<Response>, Response> transaction,
            Object request,
            Recheck recheck,
            Supplier<Answer> work) {
        Optional<String> key = key();
        if (key.isEmpty()) {
            return retries.run(() -> transaction.apply(() -> response(write(work.get()))));
        }
        IdempotencyStore.Slot slot = new IdempotencyStore.Slot(
                caller.value(), digest(http.getMethod() + " " + uri.getPath()), digest(key.get()));
        byte[] fingerprint = fingerprint(request);
        return underWay.during(slot, () -> {
            try {
                return retries.run(() -> transaction.apply(() -> carryOut(slot, fingerprint, work)));
            } catch (RuntimeException e) {
                return answered(slot, fingerprint, recheck, e);
            }
        });
    }

    /** Repeats the answer that the key has, if that is why the work was refused. */
    private Response answered(
            IdempotencyStore.Slot slot, byte[] fingerprint, Recheck recheck, RuntimeException refusal) {
        if (SqlStates.of(refusal).filter(SqlStates.LOCK_NOT_AVAILABLE::equals).isPresent() && underWay.others(slot)) {
            throw IdempotencyStore.inProgress();
        }
        if (!canBeARetry(refusal)) {
            throw refusal;
        }
        return store.find(slot)
                .map(stored -> {
                    recheck.of(resolve(stored.location()));
                    return replay(stored, fingerprint, recheck);
                })
                .orElseThrow(() -> refusal);
    }

    /**
     * Does the work without looking first whether it has been done: nearly all requests come once, and that look would cost
     * each of them a round trip. A retry is refused by what its first time has left behind, at the latest by the record of
     * its key, and nothing of it stays.
     */
    private Response carryOut(IdempotencyStore.Slot slot, byte[] fingerprint, Supplier<Answer> work) {
        Written written = write(work.get());
        Response response = response(written);
        // In a plain transaction nothing may fail after this.
        store.keep(slot, fingerprint, written, shorten(written.answer().location()));
        return response;
    }

    /** Whether it was content that stood in the way, and not a database that is away or overloaded. */
    private static boolean canBeARetry(RuntimeException e) {
        return SqlStates.of(e)
                .map(state -> state.startsWith(SqlStates.INTEGRITY_VIOLATION))
                .orElse(true);
    }

    /** An address that holds a secret must not be kept; and the slot knows the address of the request. */
    private String shorten(String location) {
        String path = uri.getPath();
        return location != null && location.startsWith(path + "/")
                ? BELOW + location.substring(path.length())
                : location;
    }

    private String resolve(String kept) {
        return kept != null && kept.startsWith(BELOW) ? uri.getPath() + kept.substring(BELOW.length()) : kept;
    }

    private Response replay(IdempotencyStore.Stored stored, byte[] fingerprint, Recheck recheck) {
        boolean isErased = stored.fingerprint().length == 0;
        if (!isErased && !Arrays.equals(stored.fingerprint(), fingerprint)) {
            throw ProblemException.of(
                    ProblemType.IDEMPOTENCY_KEY_REUSED,
                    "This Idempotency-Key was sent before with another request. Use a new key.");
        }
        Response.ResponseBuilder response = Response.status(stored.status()).header(REPLAYED, "true");
        if (stored.location() != null) {
            response.location(URI.create(resolve(stored.location())));
        }
        if (stored.body() != null) {
            response.type(MediaType.APPLICATION_JSON_TYPE).entity(recheck.show(stored.body()));
        }
        return response.build();
    }

    private Written write(Answer answer) {
        byte[] body = json.bytes(answer.body());
        return new Written(answer, body, answer.replay() == null ? body : json.bytes(answer.replay()));
    }

    private static Response response(Written written) {
        Answer answer = written.answer();
        Response.ResponseBuilder response = Response.status(answer.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(written.body());
        if (answer.location() != null) {
            response.location(URI.create(answer.location()));
        }
        if (answer.tag() != null) {
            response.tag(new EntityTag(answer.tag()));
        }
        return response.build();
    }

    /** Addresses can hold a secret, and keys whatever the caller thought of: neither is kept as it is. */
    private static String digest(String text) {
        return HexFormat.of().formatHex(Sha256.of(text));
    }

    private byte[] fingerprint(Object request) {
        MessageDigest digest = Sha256.start();
        digest.update(Optional.ofNullable(uri.getRequestUri().getRawQuery())
                .orElse("")
                .getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(json.bytes(request));
        return digest.digest();
    }

    /** An answer, its JSON, and the JSON that a retry gets. */
    record Written(Answer answer, byte[] body, byte[] replay) {}
}
