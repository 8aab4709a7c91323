package io.salesprocess.access;

import io.salesprocess.platform.http.ReadBodies;
import io.salesprocess.platform.http.ResourcePaths;
import jakarta.inject.Singleton;

/**
 * Whether credentials have a valid format. A request without them is refused before its body is read, so the
 * body is not kept; whether they are valid is looked up later in the database.
 */
@Singleton
class CredentialShape implements ReadBodies {

    private static final String API = "/v1/";
    private static final String SCHEME = "Bearer ";
    private static final int LONGEST = 16 * 1024;

    private final ResourcePaths addresses;

    CredentialShape(ResourcePaths addresses) {
        this.addresses = addresses;
    }

    @Override
    public boolean isRead(String method, String path, String credentials) {
        return switch (method) {
            case "POST", "PUT", "PATCH", "DELETE" ->
                path.startsWith(API) && isPlausible(credentials) || isOpen(method, path);
            default -> false;
        };
    }

    /** Whether the header {@code Authorization} holds what could be a key or a token. */
    static boolean isPlausible(String header) {
        return header != null
                && header.length() <= LONGEST
                && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /** The key or token. */
    static String credential(String header) {
        return header.substring(SCHEME.length()).strip();
    }

    /** Asked only about requests without credentials, as it goes through all addresses. */
    private boolean isOpen(String method, String path) {
        return addresses
                .operationAt(method, path)
                .filter(operation -> operation.isAnnotationPresent(Open.class))
                .isPresent();
    }
}
