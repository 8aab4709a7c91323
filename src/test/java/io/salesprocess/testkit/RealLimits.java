package io.salesprocess.testkit;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * The time limits that users get, and an identity provider that cannot be reached. Other tests run with longer limits, so that a
 * busy machine fails none of them.
 */
public final class RealLimits implements QuarkusTestProfile {

    @Override
    public String getConfigProfile() {
        return "real-limits";
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.oidc.tenant-enabled", "true",
                // Nobody listens on this port.
                "quarkus.oidc.auth-server-url", "http://127.0.0.1:1/realms/none");
    }
}
