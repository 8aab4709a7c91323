package io.salesprocess.platform.kernel;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/**
 * What a request is called, in its answer and in every line of the log that it causes: as its sender calls it, if that is a
 * plain name, else by a new one.
 */
public final class RequestId {

    /** The header in which it comes and goes. */
    public static final String HEADER = "X-Request-Id";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String IN_LOG = "requestId";

    private RequestId() {}

    /** Gives the current request its id. */
    public static String assign(String proposed) {
        String id = of(proposed);
        Vertx.currentContext().putLocal(RequestId.class, id);
        MDC.put(IN_LOG, id);
        return id;
    }

    /** The one that is proposed if it is a plain name, else a new one. */
    public static String of(String proposed) {
        return proposed != null && PLAIN.matcher(proposed).matches() ? proposed : made();
    }

    /** That of the current request; a new one outside of any. */
    public static String current() {
        Context context = Vertx.currentContext();
        return Optional.ofNullable(context == null ? null : context.<String>getLocal(RequestId.class))
                .orElseGet(RequestId::made);
    }

    /** It must be unlikely to come twice, and may be guessed. */
    private static String made() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
