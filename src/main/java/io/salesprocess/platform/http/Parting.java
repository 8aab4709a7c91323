package io.salesprocess.platform.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import java.util.concurrent.TimeUnit;

/** How a connection ends with an answer. */
final class Parting {

    /** How long a client has to take it. */
    private static final long PATIENCE_MILLIS = 1_000;

    private Parting() {}

    /**
     * Sends a last answer. A connection that is closed while its client still sends loses the answer on the way, so the client is left
     * some time to take it, unless the connection has to go at once.
     */
    static void with(FullHttpResponse answer, ChannelHandlerContext context, boolean atOnce) {
        context.writeAndFlush(answer).addListener(sent -> {
            boolean isPlain = context.pipeline().get("ssl") == null;
            if (!atOnce && sent.isSuccess() && isPlain && context.channel() instanceof SocketChannel socket) {
                socket.shutdownOutput();
            } else {
                context.close();
            }
        });
        context.executor().schedule(() -> context.close(), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }
}
