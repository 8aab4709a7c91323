package io.salesprocess.scenario.fuzz;

import io.salesprocess.testkit.Api;

/** Who requests come from. */
final class Credentials {

    /** The header by which callers are known. */
    static final String HEADER = "X-Actor";

    /** What callers put into it. */
    static final String GOOD = Api.ACTOR;

    /** What nobody is known by. */
    static final String[] BAD = {"", " ", "a b", "ü", "x".repeat(101), "'; --", "<b>"};

    private Credentials() {}
}
