package io.salesprocess.platform.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Addresses of this service as its callers reach it ({@code salesprocess.public-url}). Behind a proxy only the operator knows
 * that address; until it is configured, headers follow the address of the request.
 *
 * <p>Not a singleton, which a filter would have made before the configuration is known.
 */
@ApplicationScoped
public class PublicUrl {

    private final String base;
    private final boolean isConfigured;

    PublicUrl(
            @ConfigProperty(name = "salesprocess.public-url") String base,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.base = base.replaceFirst("/+$", "");
        this.isConfigured = !this.base.equals("http://localhost:" + port);
    }

    /** The whole address of this path, which begins with a slash; for people and other systems. */
    public String of(String path) {
        return base + path;
    }

    /** What headers say of this path: the whole address if it is configured, else the path. */
    URI inHeader(String path) {
        return URI.create(isConfigured ? of(path) : path);
    }
}
