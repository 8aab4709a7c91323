package io.salesprocess.access;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.TenantIdentityProvider;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.api.Outage;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.Texts;
import io.salesprocess.platform.kernel.Sha256;
import io.smallrye.mutiny.TimeoutException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/**
 * Callers who come with an access token of an OpenID Connect provider. The framework checks signature, issuer, audience and
 * times; here the claims become roles and a salesperson.
 */
@Singleton
class AccessTokens {

    private static final Logger LOG = Logger.getLogger(AccessTokens.class);

    /** Three parts in Base64url; the first is a JSON object, so it begins with {@code ey}. */
    private static final Pattern JWT = Pattern.compile("ey[\\w-]*\\.[\\w-]+\\.[\\w-]*");

    private static final int LONGEST_SUBJECT = 255;

    private final TenantIdentityProvider provider;
    private final boolean isOn;
    private final String salespersonClaim;
    private final Duration timeout;

    AccessTokens(
            TenantIdentityProvider provider,
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean isOn,
            @ConfigProperty(name = "salesprocess.oidc.salesperson-claim") String salespersonClaim,
            @ConfigProperty(name = "salesprocess.oidc.timeout") Duration timeout) {
        this.provider = provider;
        this.isOn = isOn;
        this.salespersonClaim = salespersonClaim;
        this.timeout = timeout;
    }

    /** Whether this is such a token, rather than a key. */
    boolean isToken(String credential) {
        return isOn && JWT.matcher(credential).matches();
    }

    /** The caller that a token identifies; empty if the token is invalid. */
    Optional<Caller> find(String token) {
        try {
            SecurityIdentity identity = provider.authenticate(new AccessTokenCredential(token))
                    .await()
                    .atMost(timeout);
            return identity.getPrincipal() instanceof JsonWebToken claims
                    ? caller(claims, identity.getRoles())
                    : Optional.empty();
        } catch (AuthenticationFailedException e) {
            return Optional.empty();
        } catch (OIDCException | TimeoutException e) {
            LOG.warnf("The identity provider cannot be asked: %s", e.getMessage());
            throw ProblemException.unavailable(
                    Outage.IDENTITY_PROVIDER,
                    "The identity provider cannot be reached, so the token cannot be checked. Try again shortly.");
        }
    }

    private Optional<Caller> caller(JsonWebToken claims, Set<String> names) {
        String subject = claims.getSubject();
        if (subject == null
                || subject.isBlank()
                || subject.length() > LONGEST_SUBJECT
                || Texts.objection(subject).isPresent()) {
            return Optional.empty();
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Role role : Role.values()) {
            if (names.contains(HyphenatedEnums.nameOf(role))) {
                roles.add(role);
            }
        }
        Optional<UUID> salesperson = salesperson(claims);
        if (salesperson.isEmpty()) {
            // Without the claim there are no deals that could be the caller's own.
            roles.remove(Role.SALESPERSON);
        }
        // A digest, because subjects can be long, and tell who somebody is.
        String identity = "user:" + HexFormat.of().formatHex(Sha256.of(claims.getIssuer() + " " + subject));
        return Optional.of(new Caller(Caller.Kind.USER, subject, identity, roles, salesperson.orElse(null), null));
    }

    private Optional<UUID> salesperson(JsonWebToken claims) {
        Object value = claims.getClaim(salespersonClaim);
        try {
            return value instanceof String text ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            LOG.warnf("The claim %s of a token is not the id of a salesperson", salespersonClaim);
            return Optional.empty();
        }
    }
}
