package io.salesprocess.platform.http;

import io.quarkus.vertx.http.runtime.cors.CORSFilter;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Pages of other sites, in so far as the framework has no part in it: its filter comes late, so what is refused before would hide
 * the reason from the page; and it refuses other sites without a body.
 */
@Singleton
class CrossOrigin {

    static final CharSequence ORIGIN = HttpHeaders.ORIGIN;

    private static final String ANY = "*";
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final boolean isOn;
    private final Optional<List<String>> origins;
    private final List<Pattern> patterns;
    private final Optional<Boolean> allowsCredentials;
    private final String exposed;

    CrossOrigin(
            @ConfigProperty(name = "quarkus.http.cors.enabled", defaultValue = "false") boolean isOn,
            @ConfigProperty(name = "quarkus.http.cors.origins") Optional<List<String>> origins,
            @ConfigProperty(name = "quarkus.http.cors.access-control-allow-credentials")
                    Optional<Boolean> allowsCredentials,
            @ConfigProperty(name = "quarkus.http.cors.exposed-headers") Optional<List<String>> exposed) {
        this.isOn = isOn;
        this.origins = origins;
        this.patterns = CORSFilter.parseAllowedOriginsRegex(origins);
        this.allowsCredentials = allowsCredentials;
        this.exposed = String.join(",", exposed.orElse(List.of()));
    }

    /** Lets pages of the origin read an answer that the framework's filter has not seen, if operators let them call at all. */
    void addTo(MultiMap headers, String origin) {
        if (!isOn || origin == null || headers.contains(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)) {
            return;
        }
        boolean isNamed = isNamed(origin);
        if (isNamed || isForAll()) {
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            headers.set(
                    HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS,
                    Boolean.toString(allowsCredentials.orElse(isNamed && !isForAll())));
            headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
            headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        }
    }

    /** Whether the request comes from a page of a site that may not call. */
    boolean isForeign(HttpServerRequest request) {
        String origin = isOn ? request.getHeader(ORIGIN) : null;
        return origin != null && !isForAll() && !isNamed(origin) && !isOwn(request, origin);
    }

    private boolean isForAll() {
        return origins.filter(List.of(ANY)::equals).isPresent();
    }

    private boolean isNamed(String origin) {
        return origins.filter(named -> named.contains(origin)).isPresent()
                || CORSFilter.isOriginAllowedByRegex(patterns, origin);
    }

    private static boolean isOwn(HttpServerRequest request, String origin) {
        HostAndPort own = request.authority();
        try {
            URI page = new URI(origin);
            return own != null
                    && request.scheme().equals(page.getScheme())
                    && own.host().equals(page.getHost())
                    && port(page.getScheme(), own.port()) == port(page.getScheme(), page.getPort())
                    && page.getRawPath().isEmpty();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static int port(String scheme, int given) {
        if (given > 0) {
            return given;
        }
        return scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
    }
}
