package io.salesprocess.platform.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.http.Connection.Phase;
import io.salesprocess.platform.http.Framing.Refusal;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;

/**
 * Hands the requests of a connection to the HTTP server: only those whose {@link Framing} is beyond doubt, one after the other and
 * the next once the client has taken the answer, and bodies only if something reads them and there is room. After a refusal
 * nothing more of the connection is taken for a request.
 */
final class RequestGate extends ChannelDuplexHandler {

    static final String NAME = "gate";

    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final String HTTP2_SETTINGS = "http2-settings";
    private static final String ANY_HOST = "localhost";

    private final Connection connection;
    private final Connections connections;
    private final Ahead ahead = new Ahead();
    private ChannelHandlerContext context;

    /** The request at hand, and how far it and its answer have come. */
    private HttpRequest request;

    private boolean isKept;
    private boolean hasArrived;
    private boolean isBeingAnswered;
    private boolean isAnswered;
    private boolean isRefused;

    RequestGate(Connection connection, Connections connections) {
        this.connection = connection;
        this.connections = connections;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    /** Whether more requests have been sent than can be looked at now. */
    boolean isCrowded() {
        return !ahead.isEmpty();
    }

    @Override
    public void channelRead(ChannelHandlerContext unused, Object message) {
        if (isRefused) {
            ReferenceCountUtil.release(message);
        } else if (!ahead.isEmpty() || ahead.isFull() || (message instanceof HttpRequest && !isFree())) {
            ahead.add(message);
        } else {
            take(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext unused) {
        if (request != null && connection.phase() == Phase.BODY) {
            // Only now: most bodies come together with their heads.
            connection.comesFrom(request.headers().getAll(FORWARDED_FOR));
        }
        context.fireChannelReadComplete();
    }

    private boolean isFree() {
        return request == null && context.channel().isWritable();
    }

    private void take(Object message) {
        if (message instanceof HttpRequest head) {
            begin(head);
        } else if (message instanceof HttpContent content && request != null) {
            takeContent(content);
        } else {
            context.fireChannelRead(message);
        }
    }

    private void begin(HttpRequest head) {
        request = head;
        isKept = true;
        hasArrived = false;
        isBeingAnswered = false;
        isAnswered = false;
        Optional<Refusal> refusal = Framing.refusal(head);
        if (refusal.isPresent()) {
            refuse(refusal.get().type(), refusal.get().detail(), false);
            return;
        }
        simplify(head);
        connection.enter(Phase.BODY);
        if (hasBody(head) && !isRead(head)) {
            isKept = false;
            forgetBody(head.headers());
            context.fireChannelRead(head);
            context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
        } else {
            context.fireChannelRead(head);
        }
    }

    /** To all behind the gate the request has no body. */
    private static void forgetBody(HttpHeaders headers) {
        headers.remove(HttpHeaderNames.CONTENT_LENGTH)
                .remove(HttpHeaderNames.TRANSFER_ENCODING)
                .remove(HttpHeaderNames.EXPECT);
    }

    /** Takes away what the service may ignore and its parts would not, and adds what they cannot do without. */
    private static void simplify(HttpRequest head) {
        HttpHeaders headers = head.headers();
        headers.remove(HttpHeaderNames.UPGRADE).remove(HTTP2_SETTINGS);
        if (headers.contains(HttpHeaderNames.EXPECT)
                && !HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(headers.get(HttpHeaderNames.EXPECT))) {
            headers.remove(HttpHeaderNames.EXPECT);
        }
        Framing.shorten(head);
        if (head.protocolVersion().equals(HttpVersion.HTTP_1_0)
                && headers.get(HttpHeaderNames.HOST, "").isEmpty()) {
            headers.set(HttpHeaderNames.HOST, ANY_HOST);
        }
    }

    private static boolean hasBody(HttpRequest head) {
        return HttpUtil.isTransferEncodingChunked(head)
                || !"0".equals(head.headers().get(HttpHeaderNames.CONTENT_LENGTH, "0"));
    }

    private boolean isRead(HttpRequest head) {
        return connections
                .bodies()
                .isRead(
                        head.method().name(),
                        WireProblems.path(head.uri()),
                        head.headers().get(HttpHeaderNames.AUTHORIZATION));
    }

    private void takeContent(HttpContent content) {
        boolean isLast = content instanceof LastHttpContent;
        if (content.decoderResult().isFailure()) {
            content.release();
            refuseOrClose(ProblemType.MALFORMED_REQUEST, "The body is not what the head announced.");
            return;
        }
        if (isLast) {
            hasArrived = true;
            connection.enter(Phase.AT_WORK);
        }
        int bytes = content.content().readableBytes();
        if (!isKept || isAnswered) {
            content.release();
            if (isKept && isLast) {
                context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
            }
        } else {
            connection.hold(bytes);
            context.fireChannelRead(content);
        }
        if (hasArrived && isAnswered) {
            finish();
        }
    }

    @Override
    public void write(ChannelHandlerContext unused, Object message, ChannelPromise promise) {
        if (isRefused) {
            ReferenceCountUtil.release(message);
            promise.tryFailure(new ClosedChannelException());
            return;
        }
        boolean isInterim = message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        isBeingAnswered |= !isInterim;
        boolean isLast = message instanceof LastHttpContent && !isInterim;
        context.write(message, promise);
        if (isLast && request != null) {
            isAnswered = true;
            connection.giveBack();
            if (hasArrived) {
                finish();
            }
        }
    }

    private void finish() {
        request = null;
        connection.enter(Phase.IDLE);
        if (!ahead.isEmpty() || ahead.isFull()) {
            // Later, as the HTTP server has to see first that this one is over.
            context.executor().execute(this::goOn);
        }
    }

    /** Takes the next of the requests that were sent ahead. */
    void goOn() {
        while (!ahead.isEmpty() && (!ahead.isAtRequest() || isFree())) {
            take(ahead.take());
        }
        // What the HTTP server has answered meanwhile, it sends only then.
        context.fireChannelReadComplete();
        if (ahead.isEmpty()) {
            if (ahead.isFull() && request == null) {
                context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            }
            connection.readOn();
        }
    }

    /**
     * Tells a client that it has been too slow; false if that cannot be told any more.
     *
     * @param atOnce whether the connection is not to be there any longer than that takes
     */
    boolean refuseLate(boolean atOnce) {
        if (isBeingAnswered || isRefused) {
            return false;
        }
        refuse(
                ProblemType.REQUEST_TIMEOUT,
                "The request did not arrive in time and was not executed. Send it again.",
                atOnce);
        return true;
    }

    private void refuseOrClose(ProblemType type, String detail) {
        if (isBeingAnswered) {
            context.close();
        } else {
            refuse(type, detail, false);
        }
    }

    private void refuse(ProblemType type, String detail, boolean atOnce) {
        isRefused = true;
        ahead.clear();
        connection.refuse();
        Parting.with(connections.problems().answer(type, detail, request), context, atOnce);
    }

    @Override
    public void channelInactive(ChannelHandlerContext unused) {
        ahead.clear();
        context.fireChannelInactive();
    }
}
