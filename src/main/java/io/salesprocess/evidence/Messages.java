package io.salesprocess.evidence;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.salesprocess.deal.DealRows;
import io.salesprocess.platform.id.Ids;
import io.salesprocess.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.UUID;

/** The messages of clients, and the links by which they leave them. */
@Singleton
class Messages implements DealRows<MessageEntity> {

    private final Links links;
    private final Ids ids;
    private final Clock clock;

    Messages(Links links, Ids ids, Clock clock) {
        this.links = links;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param linkId the link that the message comes by; null if somebody takes it down for the client */
    MessageEntity draft(UUID dealId, UUID linkId, String text) {
        MessageEntity entity = new MessageEntity();
        entity.id = ids.next();
        entity.dealId = dealId;
        entity.linkId = linkId;
        entity.text = text;
        entity.leftAt = clock.instant();
        return entity;
    }

    MessageLinkEntity linkOf(String token) {
        return links.find("tokenHash", Links.hash(token)).firstResultOptional().orElseThrow(ProblemException::notFound);
    }

    /** Links, known by the hash of their secret. */
    @Singleton
    static class Links implements PanacheRepositoryBase<MessageLinkEntity, UUID> {

        private static final int SECRET_BYTES = 32;

        private final SecureRandom random = new SecureRandom();

        String newToken() {
            byte[] secret = new byte[SECRET_BYTES];
            random.nextBytes(secret);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        }

        static byte[] hash(String token) {
            try {
                return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every JDK has SHA-256.", e);
            }
        }
    }
}
