package io.salesprocess.platform.http;

import io.salesprocess.platform.problem.ProblemType;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Turns into problems what is refused before any resource is asked, and would have an empty body otherwise. */
@Singleton
class EarlyRefusals {

    private final Arrival arrival;
    private final EarlyProblems problems;

    EarlyRefusals(Arrival arrival, EarlyProblems problems) {
        this.arrival = arrival;
        this.problems = problems;
    }

    void install(@Observes Router router) {
        for (ProblemType type :
                new ProblemType[] {ProblemType.MALFORMED_REQUEST, ProblemType.NOT_FOUND, ProblemType.CONTENT_TOO_LARGE
                }) {
            router.errorHandler(type.status(), this::refuse);
        }
    }

    /** Answers, unless it is something else that went wrong. */
    void refuse(RoutingContext context) {
        if (!context.response().headWritten()) {
            arrival.meet(context);
        }
        switch (context.statusCode()) {
            case 400 -> answer(context, ProblemType.MALFORMED_REQUEST, "The request could not be read.");
            case 404 -> answer(context, ProblemType.NOT_FOUND, "There is nothing at this address.");
            case 413 ->
                answer(
                        context,
                        ProblemType.CONTENT_TOO_LARGE,
                        "Bodies may have up to " + BodyCheck.LARGEST + " bytes.");
            default -> {
                if (!context.response().ended() && !context.response().closed()) {
                    context.next();
                }
            }
        }
    }

    private void answer(RoutingContext context, ProblemType type, String detail) {
        problems.answer(context.request(), type, detail);
    }
}
