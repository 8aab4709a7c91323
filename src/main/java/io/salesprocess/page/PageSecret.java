package io.salesprocess.page;

import io.salesprocess.platform.database.Sql;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What pages are signed with: a secret that all instances share and that never leaves the database and them. */
@Singleton
class PageSecret {

    private static final String FIND = "SELECT secret FROM page_secret";
    private static final String ALGORITHM = "HmacSHA256";

    private final Sql sql;
    private volatile SecretKeySpec key;

    PageSecret(Sql sql) {
        this.sql = sql;
    }

    /** A signature of the text, which nobody can make without the secret. */
    byte[] sign(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key());
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC with SHA-256.", e);
        }
    }

    private SecretKeySpec key() {
        SecretKeySpec known = key;
        if (known == null) {
            String secret = sql.first(FIND, row -> row.getString("secret")).orElseThrow();
            known = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
            key = known;
        }
        return known;
    }
}
