package io.salesprocess.platform.database.embedded;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Tells the application where its embedded database is. Found as a service by the configuration; empty unless an embedded
 * database runs. Unlike system properties it is bound to one application: several may share a process while dev mode
 * reloads or tests. The password is in no list of properties either.
 */
public final class EmbeddedDatabaseConfig implements ConfigSource {

    private static volatile Map<String, String> values = Map.of();

    static void announce(EmbeddedDatabase database) {
        values = Map.of(
                DatabaseSettings.URL,
                database.url(),
                "quarkus.datasource.username",
                database.username(),
                "quarkus.datasource.password",
                database.password());
    }

    @Override
    public String getName() {
        return "embedded database";
    }

    /** Above all others: a user and password configured without a URL are not those of the embedded database. */
    @Override
    public int getOrdinal() {
        return 500;
    }

    @Override
    public Set<String> getPropertyNames() {
        return values.keySet();
    }

    @Override
    public String getValue(String name) {
        return values.get(name);
    }
}
