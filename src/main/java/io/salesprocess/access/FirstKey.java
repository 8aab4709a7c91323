package io.salesprocess.access;

import io.quarkus.runtime.StartupEvent;
import io.salesprocess.platform.database.Transactions;
import io.salesprocess.platform.kernel.Ids;
import io.salesprocess.platform.kernel.PrivateFiles;
import io.salesprocess.platform.kernel.Sha256;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Makes the administrator's key of a database that has no keys yet, and hands it out once: the one that is configured, as
 * containers like it, or a new one, printed and in a file that only its owner may read.
 */
@Singleton
class FirstKey {

    private static final Logger LOG = Logger.getLogger(FirstKey.class);
    private static final int LONG_ENOUGH = 32;

    private final ApiKeys keys;
    private final AuditTrail audit;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;
    private final Optional<String> configured;
    private final Path file;

    FirstKey(
            ApiKeys keys,
            AuditTrail audit,
            Transactions transactions,
            Ids ids,
            Clock clock,
            @ConfigProperty(name = "salesprocess.bootstrap.admin-key") Optional<String> configured,
            @ConfigProperty(name = "salesprocess.bootstrap.key-file") Path file) {
        this.keys = keys;
        this.audit = audit;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
        this.configured = configured.map(String::strip).filter(key -> !key.isEmpty());
        this.file = file;
    }

    void onStart(@Observes StartupEvent event) {
        transactions.run(() -> {
            boolean isFirst = keys.lockIfEmpty();
            if (isFirst) {
                configured.ifPresentOrElse(this::keepConfigured, () -> keepNew(System.out));
            }
            return isFirst;
        });
    }

    private void keepConfigured(String secret) {
        if (secret.length() < LONG_ENOUGH) {
            LOG.warnf(
                    "salesprocess.bootstrap.admin-key has %d characters; fewer than %d can be guessed. Make a key with"
                            + " the role admin, and revoke this one.",
                    secret.length(), LONG_ENOUGH);
        }
        keep(secret);
        LOG.info("The administrator's key is the one that salesprocess.bootstrap.admin-key gave.");
    }

    /** The file comes before the row: a key that was stored but never shown would lock everyone out. */
    private void keepNew(PrintStream out) {
        String secret = ApiKeySecret.next();
        String place;
        try {
            write(secret);
            place = "also in " + file.toAbsolutePath() + "; keep it secret";
        } catch (IOException e) {
            LOG.warnf("The administrator's key could not be written to %s: %s", file.toAbsolutePath(), e.toString());
            place = "nowhere else";
        }
        keep(secret);
        // Not to the log: it is not for everybody who reads that.
        out.printf("%n  The administrator's API key, shown this once (%s):%n%n    %s%n%n", place, secret);
    }

    private void write(String secret) throws IOException {
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        // What is there belongs to a database that is no more.
        Files.deleteIfExists(file);
        PrivateFiles.write(file, secret + System.lineSeparator());
    }

    private void keep(String secret) {
        UUID id = ids.next();
        keys.insert(
                new ApiKey(
                        id,
                        id,
                        "First administrator",
                        ApiKeySecret.hint(secret),
                        Set.of(Role.ADMIN),
                        null,
                        null,
                        clock.instant(),
                        "first start",
                        null,
                        null,
                        null,
                        null),
                Sha256.of(secret));
        audit.record(Caller.NOBODY, AuditAction.API_KEY_CREATED, id);
    }
}
