package io.salesprocess.paper;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that make pages. Each rests after its work for three times as long as that took, so that requests which make no pages keep
 * most of the processors however many documents are wanted. Whoever waits for the pages has them by then.
 */
final class PaperWorkers extends ThreadPoolExecutor {

    private static final int RESTS = 3;
    private static final Duration LONGEST_REST = Duration.ofSeconds(1);

    private final ThreadLocal<Long> begun = new ThreadLocal<>();

    PaperWorkers(int threads, int mostWaiting) {
        super(threads, threads, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(mostWaiting), PaperWorkers::thread);
        allowCoreThreadTimeOut(true);
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable work) {
        super.beforeExecute(thread, work);
        begun.set(System.nanoTime());
    }

    @Override
    protected void afterExecute(Runnable work, Throwable failure) {
        super.afterExecute(work, failure);
        try {
            TimeUnit.NANOSECONDS.sleep(Math.min(RESTS * (System.nanoTime() - begun.get()), LONGEST_REST.toNanos()));
        } catch (InterruptedException e) {
            // The service is stopping, or the work was given up; there is nothing to rest from.
            Thread.currentThread().interrupt();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "documents");
        thread.setDaemon(true);
        thread.setContextClassLoader(PaperWorkers.class.getClassLoader());
        return thread;
    }
}
