package io.salesprocess.platform.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.salesprocess.platform.http.Texts;
import io.salesprocess.platform.problem.FieldError;
import io.salesprocess.platform.problem.ProblemException;
import io.salesprocess.platform.problem.ProblemType;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
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

    private final IdempotencyStore store;
    private final ObjectMapper mapper;
    private final HttpHeaders headers;
    private final UriInfo uri;
    private final CallerId caller;

    Posts(IdempotencyStore store, ObjectMapper mapper, HttpHeaders headers, UriInfo uri, CallerId caller) {
        this.store = store;
        this.mapper = mapper;
        this.headers = headers;
        this.uri = uri;
        this.caller = caller;
    }

    /** The key of this request, if the caller sent one. */
    public Optional<String> key() {
        String key = headers.getHeaderString(KEY);
        if (key == null) {
            return Optional.empty();
        }
        if (key.isBlank() || key.length() > LONGEST_KEY || Texts.objection(key).isPresent()) {
            throw ProblemException.invalid(FieldError.in(KEY, "must have 1 to " + LONGEST_KEY + " characters"));
        }
        return Optional.of(key);
    }

    /**
     * Does the work, or repeats the answer that it was given the first time.
     *
     * @param request what the caller sent, to tell a retry from another request under the same key; null if nothing
     * @param work runs in a transaction; an exception rolls it back
     */
    public Response once(Object request, Supplier<Answer> work) {
        Optional<String> key = key();
        if (key.isEmpty()) {
            return response(QuarkusTransaction.requiringNew().call(() -> write(work.get())));
        }
        IdempotencyStore.Slot slot =
                new IdempotencyStore.Slot(caller.value(), digest(uri.getPath()), digest(key.get()));
        byte[] fingerprint = fingerprint(request);
        try {
            return QuarkusTransaction.requiringNew().call(() -> inSlot(slot, fingerprint, work));
        } catch (IdempotencyStore.TakenException e) {
            // Another request with the key committed between our look and our insert: its answer counts.
            return QuarkusTransaction.requiringNew().call(() -> inSlot(slot, fingerprint, work));
        }
    }

    private Response inSlot(IdempotencyStore.Slot slot, byte[] fingerprint, Supplier<Answer> work) {
        IdempotencyStore.Found found = store.reserve(slot);
        if (found.stored() != null) {
            return replay(found.stored(), fingerprint);
        }
        if (!found.reserved()) {
            throw ProblemException.of(
                    ProblemType.IDEMPOTENCY_IN_PROGRESS, "A request with this key is being carried out; ask again.");
        }
        Written written = write(work.get());
        store.keep(slot, fingerprint, written);
        return response(written);
    }

    private static Response replay(IdempotencyStore.Stored stored, byte[] fingerprint) {
        boolean isErased = stored.fingerprint().length == 0;
        if (!isErased && !Arrays.equals(stored.fingerprint(), fingerprint)) {
            throw ProblemException.of(
                    ProblemType.IDEMPOTENCY_KEY_REUSED,
                    "This Idempotency-Key was sent before with another request. Use a new key.");
        }
        Response.ResponseBuilder response = Response.status(stored.status()).header(REPLAYED, "true");
        if (stored.location() != null) {
            response.location(URI.create(stored.location()));
        }
        if (stored.body() != null) {
            response.type(MediaType.APPLICATION_JSON_TYPE).entity(stored.body());
        }
        return response.build();
    }

    private Written write(Answer answer) {
        try {
            byte[] body = mapper.writeValueAsBytes(answer.body());
            return new Written(
                    answer, body, answer.replay() == null ? body : mapper.writeValueAsBytes(answer.replay()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer could not be written as JSON.", e);
        }
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
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }

    private byte[] fingerprint(Object request) {
        try {
            MessageDigest digest = sha256();
            digest.update(Optional.ofNullable(uri.getRequestUri().getRawQuery())
                    .orElse("")
                    .getBytes());
            digest.update((byte) 0);
            mapper.writeValue(new DigestStream(digest), request);
            return digest.digest();
        } catch (IOException e) {
            throw new IllegalStateException("A request could not be fingerprinted.", e);
        }
    }

    /** An answer, its JSON, and the JSON that a retry gets. */
    record Written(Answer answer, byte[] body, byte[] replay) {}

    private static final class DigestStream extends OutputStream {
        private final MessageDigest digest;

        DigestStream(MessageDigest digest) {
            this.digest = digest;
        }

        @Override
        public void write(int b) {
            digest.update((byte) b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            digest.update(bytes, offset, length);
        }
    }
}
