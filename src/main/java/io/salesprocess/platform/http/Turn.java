package io.salesprocess.platform.http;

import io.vertx.ext.web.RoutingContext;

/** The place that a request takes among those that are carried out at once, of which there are as many as connections to the database. */
public final class Turn {

    static final String KEY = Turn.class.getName();

    private Turn() {}

    /**
     * Lets another request in while this one waits for something that needs no connection, such as news. It may not use the database from
     * here on.
     */
    public static void giveUp(RoutingContext request) {
        Runnable leave = request.get(KEY);
        if (leave != null) {
            leave.run();
        }
    }
}
