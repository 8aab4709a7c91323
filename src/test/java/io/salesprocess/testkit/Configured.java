package io.salesprocess.testkit;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import java.util.List;
import java.util.Map;

/**
 * What operators may switch on, all of it at once, because each start of the service takes many seconds: callers of another
 * site, TLS at a proxy, an identity provider, the access log, and limits that are soon reached.
 */
public final class Configured implements QuarkusTestProfile {

    /** The site whose pages may call the service. */
    public static final String SITE = "https://app.example.com";

    /** How many requests a key has. Enough for all tests that share {@link Keys#trusted()}. */
    public static final int REQUESTS_OF_A_KEY = 300;

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(OidcWiremockTestResource.class));
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry("quarkus.http.cors.enabled", "true"),
                Map.entry("quarkus.http.cors.origins", SITE),
                Map.entry("salesprocess.public-url", "https://sales.example.com"),
                Map.entry("quarkus.oidc.tenant-enabled", "true"),
                Map.entry("quarkus.oidc.auth-server-url", "${keycloak.url}/realms/quarkus/"),
                Map.entry("quarkus.oidc.roles.role-claim-path", "sales/roles"),
                Map.entry("salesprocess.oidc.salesperson-claim", "sp"),
                Map.entry("quarkus.http.access-log.enabled", "true"),
                // An address has few requests in these hours, and a test that needs more says that it comes from
                // another.
                Map.entry("salesprocess.proxies", "127.0.0.0/8,::1"),
                Map.entry("salesprocess.rate-limit.anonymous.requests", "3"),
                Map.entry("salesprocess.rate-limit.anonymous.window", "PT1H"),
                Map.entry("salesprocess.rate-limit.refused.requests", "2"),
                Map.entry("salesprocess.rate-limit.refused.window", "PT1H"),
                Map.entry("salesprocess.rate-limit.key.requests", Integer.toString(REQUESTS_OF_A_KEY)),
                // So long that no request comes back while a test spends them.
                Map.entry("salesprocess.rate-limit.key.window", "PT1000H"),
                Map.entry("salesprocess.http.head-timeout", "1S"),
                Map.entry("salesprocess.http.body-timeout", "2S"),
                Map.entry("salesprocess.http.answer-timeout", "2S"),
                Map.entry("salesprocess.http.max-connections", "200"),
                Map.entry("salesprocess.http.max-bodies", "4M"),
                Map.entry("salesprocess.http.max-answers", "8M"));
    }
}
