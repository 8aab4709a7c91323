package io.salesprocess.platform.http;

import java.util.List;

/** The addresses whose requests can have bodies and need the database: the API, and the pages that people fill in. */
final class Doors {

    /** As the router matches them. */
    static final List<String> ROUTES = List.of("/v1/*", "/f/*", "/m/*", "/d/*", "/i/*");

    private Doors() {}
}
