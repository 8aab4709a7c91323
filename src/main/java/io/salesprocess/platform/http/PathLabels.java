package io.salesprocess.platform.http;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps what callers make up out of the metrics. A request that is refused before its operation is found would be counted
 * under its very address: with the secret of a message link in it, and until there are so many labels that nothing new is
 * counted any more.
 */
@Singleton
public class PathLabels implements MeterFilter {

    private static final String LABEL = "uri";
    private static final String METHOD = "method";

    /** Anybody can invent methods, and each would be counted by itself for good. */
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    private static final String OTHER = "OTHER";

    private final ResourcePaths addresses;

    /** The addresses themselves, which is what nearly all requests are counted under. */
    private final Map<String, String> settled = new ConcurrentHashMap<>();

    PathLabels(ResourcePaths addresses) {
        this.addresses = addresses;
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        if (!id.getName().startsWith("http.server.")) {
            return id;
        }
        String path = id.getTag(LABEL);
        String method = id.getTag(METHOD);
        Meter.Id mapped = path == null || !path.startsWith("/") ? id : with(id, LABEL, labelOf(path));
        return method == null || METHODS.contains(method) ? mapped : with(mapped, METHOD, OTHER);
    }

    private static Meter.Id with(Meter.Id id, String label, String value) {
        return id.replaceTags(id.getTags().stream()
                .map(tag -> tag.getKey().equals(label) ? Tag.of(label, value) : tag)
                .toList());
    }

    private String labelOf(String path) {
        String known = settled.get(path);
        if (known != null) {
            return known;
        }
        Optional<String> template = addresses.templateOf(path);
        template.filter(path::equals).ifPresent(itself -> settled.put(itself, itself));
        return template.orElse(OTHER);
    }
}
