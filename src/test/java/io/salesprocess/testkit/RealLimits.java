package io.salesprocess.testkit;

import io.quarkus.test.junit.QuarkusTestProfile;

/** The time limits that users get. Other tests run with longer ones, so that a busy machine fails none of them. */
public final class RealLimits implements QuarkusTestProfile {

    @Override
    public String getConfigProfile() {
        return "real-limits";
    }
}
