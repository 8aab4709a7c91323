package io.salesprocess.platform.api;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.salesprocess.platform.database.SqlStates;
import io.salesprocess.platform.kernel.Sha256;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Does the work of a request once for each {@code Idempotency-Key}: the record of the key and the response is kept in the
 * transaction of the effect. A refused request leaves no record, so it may be sent again under the same key.
 */
@Singleton
class Idempotency {

    private static final String KEY = IdempotencyHeader.NAME;

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
    private final Counter replays;
    private final PublicUrl publicUrl;
    private final UnderWay underWay = new UnderWay();

    Idempotency(
            IdempotencyStore store,
            Json json,
            HttpHeaders headers,
            UriInfo uri,
            Request http,
            CallerId caller,
            MeterRegistry registry,
            PublicUrl publicUrl) {
        this.store = store;
        this.json = json;
        this.headers = headers;
        this.uri = uri;
        this.http = http;
        this.caller = caller;
        this.replays = registry.counter("salesprocess.idempotency.replays");
        this.publicUrl = publicUrl;
    }

    /** The key of this request, if the caller sent one. */
    Optional<String> key() {
        List<String> keys = headers.getRequestHeader(KEY);
        if (keys == null || keys.isEmpty()) {
            return Optional.empty();
        }
        if (keys.size() > 1) {
            throw ProblemException.invalid(FieldError.in(KEY, "must not be sent more than once"));
        }
        String key = IdempotencyHeader.unquoted(keys.get(0));
        if (Texts.isBlank(key)
                || Texts.length(key) > LONGEST_KEY
                || Texts.objection(key).isPresent()) {
            throw ProblemException.invalid(FieldError.in(KEY, "must have 1 to " + LONGEST_KEY + " characters"));
        }
        return Optional.of(key);
    }

    /** Does the work in the transaction, or repeats the response that the key was given the first time. */
    Response once(
            Function<Supplier<Response>, Response> transaction,
            Object request,
            ReplayCheck check,
            Supplier<WriteResult> work) {
        Optional<String> key = key();
        if (key.isEmpty()) {
            return transaction.apply(() -> response(work.get()));
        }
        IdempotencyStore.Slot slot = slot(key.get());
        byte[] fingerprint = fingerprint(request);
        return underWay.during(slot, () -> {
            try {
                return transaction.apply(() -> carryOut(slot, fingerprint, work));
            } catch (RuntimeException e) {
                return answered(slot, fingerprint, check, e);
            }
        });
    }

    /**
     * The same for work of several transactions. It looks first whether the key has been answered, since what a step does is not
     * undone by a later one that finds out.
     */
    <S> Response onceInSteps(
            Transaction transaction,
            Object request,
            S start,
            UnaryOperator<S> step,
            Function<S, Optional<WriteResult>> end) {
        Optional<IdempotencyStore.Slot> slot = key().map(this::slot);
        byte[] fingerprint = fingerprint(request);
        Optional<IdempotencyStore.Stored> answer = slot.flatMap(store::find);
        if (answer.isPresent()) {
            return replay(answer.get(), fingerprint, ReplayCheck.NONE);
        }
        Step<S> last = new Step<>(start, Optional.empty());
        while (last.response().isEmpty()) {
            S reached = last.reached();
            try {
                last = transaction.run(() -> {
                    S next = step.apply(reached);
                    return new Step<>(next, end.apply(next).map(result -> slot.map(
                                    taken -> carryOut(taken, fingerprint, () -> result))
                            .orElseGet(() -> response(result))));
                });
            } catch (IdempotencyStore.TakenException e) {
                return answered(slot.orElseThrow(), fingerprint, ReplayCheck.NONE, e);
            }
        }
        return last.response().get();
    }

    /** How far work has come, and the response once it is done. */
    private record Step<S>(S reached, Optional<Response> response) {}

    /** Runs work in a transaction. */
    @FunctionalInterface
    interface Transaction {
        <T> T run(Supplier<T> work);
    }

    /** Repeats the answer that the key has, if that is why the work was refused. */
    private Response answered(
            IdempotencyStore.Slot slot, byte[] fingerprint, ReplayCheck check, RuntimeException refusal) {
        if (SqlStates.of(refusal).filter(SqlStates.LOCK_NOT_AVAILABLE::equals).isPresent() && underWay.others(slot)) {
            throw IdempotencyStore.inProgress();
        }
        if (!canBeARetry(refusal)) {
            throw refusal;
        }
        return store.find(slot)
                .map(stored -> {
                    if (!stored.isErased()) {
                        authorize(stored, check, refusal);
                    }
                    return replay(stored, fingerprint, check);
                })
                .orElseThrow(() -> refusal);
    }

    /**
     * Refuses a caller who may no longer see what the response tells of. The address of the request is there all the same, so
     * that is "forbidden", and "not found" only if the work was told so, too.
     */
    private void authorize(IdempotencyStore.Stored stored, ReplayCheck check, RuntimeException refusal) {
        try {
            check.authorize(resolve(stored.location()));
        } catch (ProblemException e) {
            if (e.type() != ProblemType.NOT_FOUND || isNotFound(refusal)) {
                throw e;
            }
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "This Idempotency-Key was sent before, and the caller may no longer see what that request created.");
        }
    }

    private static boolean isNotFound(RuntimeException refusal) {
        return refusal instanceof ProblemException problem && problem.type() == ProblemType.NOT_FOUND;
    }

    /**
     * Does the work without looking first whether it has been done: nearly all requests come once, and that look would cost
     * each of them a round trip. A retry is refused by what its first time has left behind, at the latest by the record of
     * its key, and nothing of it stays.
     */
    private Response carryOut(IdempotencyStore.Slot slot, byte[] fingerprint, Supplier<WriteResult> work) {
        Written written = write(work.get());
        Response response = response(written);
        // In a plain transaction nothing may fail after this.
        store.keep(slot, fingerprint, written, shorten(written.result().location()));
        return response;
    }

    private IdempotencyStore.Slot slot(String key) {
        return new IdempotencyStore.Slot(caller.value(), digest(http.getMethod() + " " + uri.getPath()), digest(key));
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

    private Response replay(IdempotencyStore.Stored stored, byte[] fingerprint, ReplayCheck check) {
        if (!stored.isErased() && !Arrays.equals(stored.fingerprint(), fingerprint)) {
            throw ProblemException.of(
                    ProblemType.IDEMPOTENCY_KEY_REUSED,
                    "This Idempotency-Key was sent before with another request. Use a new key.");
        }
        replays.increment();
        Response.ResponseBuilder response = Response.status(stored.status()).header(REPLAYED, "true");
        if (stored.location() != null) {
            response.location(publicUrl.inHeader(resolve(stored.location())));
        }
        if (stored.body() != null) {
            response.type(MediaType.APPLICATION_JSON_TYPE).entity(check.show(stored.body()));
        }
        return response.build();
    }

    /** The response to work that keeps no record. */
    Response response(WriteResult result) {
        return response(write(result));
    }

    private Written write(WriteResult result) {
        if (result.body() == null) {
            return new Written(result, null, null);
        }
        byte[] body = json.bytes(result.body());
        return new Written(result, body, result.replay() == null ? body : json.bytes(result.replay()));
    }

    private Response response(Written written) {
        WriteResult result = written.result();
        Response.ResponseBuilder response = Response.status(result.status());
        if (written.body() != null) {
            response.type(MediaType.APPLICATION_JSON_TYPE).entity(written.body());
        }
        if (result.location() != null) {
            response.location(publicUrl.inHeader(result.location()));
        }
        if (result.tag() != null) {
            response.tag(new EntityTag(result.tag()));
        }
        return response.build();
    }

    /** ResourcePaths can hold a secret, and keys whatever the caller thought of: neither is kept as it is. */
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

    /** A result, its JSON, and the JSON that a retry gets. */
    record Written(WriteResult result, byte[] body, byte[] replay) {}
}
