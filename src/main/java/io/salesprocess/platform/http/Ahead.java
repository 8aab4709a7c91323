package io.salesprocess.platform.http;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;

/** What a client has sent before the answer to its earlier request (pipelining), up to a limit. */
final class Ahead {

    /** So many requests may be sent ahead; those beyond are not looked at, and the connection is closed after these. */
    private static final int MOST = 32;

    private final Deque<Object> messages = new ArrayDeque<>(0);
    private int requests;
    private boolean isFull;

    void add(Object message) {
        if (isFull || (message instanceof HttpRequest && requests == MOST)) {
            isFull = true;
            ReferenceCountUtil.release(message);
            return;
        }
        requests += message instanceof HttpRequest ? 1 : 0;
        messages.add(message);
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    /** Whether something has been left out, so that nothing after it can be understood. */
    boolean isFull() {
        return isFull;
    }

    /** Whether another request is next, rather than the rest of one. */
    boolean isAtRequest() {
        return messages.peek() instanceof HttpRequest;
    }

    Object take() {
        Object next = messages.poll();
        requests -= next instanceof HttpRequest ? 1 : 0;
        return next;
    }

    void clear() {
        messages.forEach(ReferenceCountUtil::release);
        messages.clear();
    }
}
