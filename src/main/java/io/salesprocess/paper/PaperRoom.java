package io.salesprocess.paper;

import io.salesprocess.paper.render.Paper;
import io.salesprocess.paper.render.PaperOrder;
import io.salesprocess.paper.render.PaperPress;
import io.salesprocess.paper.render.PaperRefusal;
import io.salesprocess.platform.api.Outage;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.kernel.Deadline;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where pages are made: outside of transactions, few at a time, and not for longer than a limit. Work that turns out to need pages is
 * rolled back, the pages are made, and the work is done again with them; it takes them only if what they were made of is still the same.
 */
@Singleton
public class PaperRoom {

    /** What a document needs may change while it is made; not often. */
    private static final int MOST_ATTEMPTS = 4;

    /** Each request that waits holds a thread, so only a few may. */
    private static final int MOST_WAITING = 8;

    private final Duration limit;
    private final Duration workLimit;
    private final Optional<Path> fonts;
    private final ThreadPoolExecutor workers;
    private volatile PaperPress press;

    PaperRoom(
            @ConfigProperty(name = "salesprocess.documents.renderers") int renderers,
            @ConfigProperty(name = "salesprocess.documents.timeout") Duration limit,
            @ConfigProperty(name = "salesprocess.documents.fonts") Optional<Path> fonts,
            @ConfigProperty(name = "salesprocess.database.deadline") Duration workLimit) {
        int count = renderers > 0 ? renderers : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        this.limit = limit;
        this.workLimit = workLimit;
        this.fonts = fonts;
        this.workers = new PaperWorkers(count, MOST_WAITING);
    }

    /**
     * Does work in transactions of its own that may need pages.
     *
     * @param work runs once for each attempt, with the pages that were made for the one before
     */
    public <T> T with(Function<Printed, T> work) {
        Printed printed = Printed.NOTHING;
        for (int attempt = 1; ; attempt++) {
            try {
                Printed made = printed;
                // Making pages may have used up the time of the request.
                return attempt == 1 ? work.apply(made) : Deadline.within(workLimit, () -> work.apply(made));
            } catch (PaperNeeded needed) {
                if (attempt == MOST_ATTEMPTS) {
                    throw ProblemException.unavailable(
                            Outage.DOCUMENTS, "What the document is made of keeps changing. Try again.");
                }
                printed = new Printed(needed.job().inputs(), print(needed.job().order()));
            }
        }
    }

    /** Makes pages that are not kept. To be called without a transaction, since it takes long. */
    public Paper print(PaperOrder order) {
        Future<Paper> paper;
        try {
            paper = workers.submit(() -> press().print(order));
        } catch (RejectedExecutionException e) {
            throw ProblemException.unavailable(Outage.DOCUMENTS, "Too many documents are being made. Try again.");
        }
        try {
            return paper.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            paper.cancel(true);
            throw ProblemException.unavailable(
                    Outage.DOCUMENTS, "The document was not made within " + limit.toSeconds() + " seconds. Try again.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.unavailable(Outage.DOCUMENTS, "The service is stopping. Try again.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PaperRefusal refusal) {
                throw ProblemException.of(ProblemType.RULE_VIOLATED, refusal.getMessage())
                        .with("rule", 15);
            }
            throw new IllegalStateException("A document could not be made.", e.getCause());
        }
    }

    /** Made when it is first needed: its fonts and classes would slow every start. */
    private PaperPress press() {
        PaperPress made = press;
        if (made == null) {
            synchronized (this) {
                made = press == null ? new PaperPress(fonts.orElse(null)) : press;
                press = made;
            }
        }
        return made;
    }

    @PreDestroy
    void stop() {
        workers.shutdownNow();
    }
}
