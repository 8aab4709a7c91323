package io.salesprocess.platform.http;

import io.salesprocess.platform.api.ProblemType;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Answers {@code OPTIONS} with what a refusal of another method answers, which is more than the framework knows. */
@Singleton
class MethodsOnOffer {

    /** After the framework has answered browsers that ask for pages of other sites, before requests wait for their turn. */
    private static final int AFTER_CROSS_ORIGIN = -200;

    private static final int NO_CONTENT = 204;

    private final ResourcePaths addresses;
    private final EarlyProblems problems;

    MethodsOnOffer(ResourcePaths addresses, EarlyProblems problems) {
        this.addresses = addresses;
        this.problems = problems;
    }

    void install(@Observes Router router) {
        router.route().method(HttpMethod.OPTIONS).order(AFTER_CROSS_ORIGIN).handler(this::answer);
    }

    private void answer(RoutingContext context) {
        if (addresses.isThere(context.request().path())) {
            context.response()
                    .putHeader(
                            HttpHeaders.ALLOW,
                            addresses.methodsAt(context.request().path()))
                    .setStatusCode(NO_CONTENT)
                    .end();
        } else {
            // The framework would answer for the resource at the root.
            problems.answer(context.request(), ProblemType.NOT_FOUND, "There is nothing at this address.");
        }
    }
}
