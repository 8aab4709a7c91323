package io.salesprocess.access;

import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.limit.ClientAddress;
import io.salesprocess.platform.limit.Policy;
import io.salesprocess.platform.limit.RateLimits;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Optional;

/**
 * Refuses callers who are unauthenticated, exceed their rate limit, or lack the permission that the operation names. On which deals a
 * permission applies is checked by the features, which have loaded the deal.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class AccessFilter implements ContainerRequestFilter {

    private static final String API = "/v1/";

    private final KeyRing keys;
    private final AccessTokens tokens;
    private final Access access;
    private final RateLimits limits;
    private final ClientAddress addresses;
    private final ResourceInfo resource;
    private final RoutingContext connection;

    @Inject
    AccessFilter(
            KeyRing keys,
            AccessTokens tokens,
            Access access,
            RateLimits limits,
            ClientAddress addresses,
            ResourceInfo resource,
            RoutingContext connection) {
        this.keys = keys;
        this.tokens = tokens;
        this.access = access;
        this.limits = limits;
        this.addresses = addresses;
        this.resource = resource;
        this.connection = connection;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Method operation = resource.getResourceMethod();
        if (operation.isAnnotationPresent(Open.class)) {
            limits.spend(Policy.ANONYMOUS, addresses.of(connection.request()), connection);
            return;
        }
        if (!request.getUriInfo().getPath().startsWith(API)) {
            // Pages that need no database, such as those that explain problems.
            return;
        }
        Caller caller = caller(request);
        limits.spend(Policy.KEY, caller.identity(), connection);
        if (operation.isAnnotationPresent(AnyCaller.class)) {
            access.enter(caller, null, () -> Optional.of(caller));
            return;
        }
        Needs needs = operation.getAnnotation(Needs.class);
        if (needs == null) {
            throw ProblemException.of(ProblemType.FORBIDDEN, "This operation is disabled.");
        }
        caller.require(needs.value());
        String credential = credential(request);
        access.enter(caller, needs.value(), () -> authenticate(credential));
    }

    private Caller caller(ContainerRequestContext request) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            throw ProblemException.of(
                    ProblemType.UNAUTHENTICATED,
                    "Send the header Authorization: Bearer with an API key or an access token.");
        }
        if (!CredentialShape.isPlausible(header)) {
            throw refused();
        }
        String credential = CredentialShape.credential(header);
        Optional<Caller> caller = tokens.isToken(credential) ? tokens.find(credential) : find(credential);
        return caller.orElseThrow(this::refused);
    }

    private static String credential(ContainerRequestContext request) {
        return CredentialShape.credential(request.getHeaderString(HttpHeaders.AUTHORIZATION));
    }

    /** Touches nothing of the request, which may be over. */
    private Optional<Caller> authenticate(String credential) {
        return tokens.isToken(credential)
                ? tokens.find(credential)
                : keys.find(credential).map(ApiKey::caller);
    }

    /** An address with too many invalid keys causes no more look-ups; keys that were valid recently continue to work. */
    private Optional<Caller> find(String secret) {
        if (!keys.hasBeenGood(secret)) {
            limits.mayAsk(Policy.REFUSED, addresses.of(connection.request()), connection);
        }
        return keys.find(secret).map(ApiKey::caller);
    }

    /** The exact reason would only help attackers. Repeated invalid credentials exhaust the address's rate limit. */
    private ProblemException refused() {
        limits.spend(Policy.REFUSED, addresses.of(connection.request()), connection);
        return ProblemException.of(
                ProblemType.UNAUTHENTICATED,
                "Invalid credentials: unknown, expired, revoked, or not meant for this service.");
    }
}
