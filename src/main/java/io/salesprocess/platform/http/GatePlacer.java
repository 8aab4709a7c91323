package io.salesprocess.platform.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Stands where the handlers of the HTTP server will be, as long as it is not clear what the client speaks (TLS, HTTP/2), and puts the
 * gate in place before the first request gets there.
 */
final class GatePlacer extends ChannelInboundHandlerAdapter {

    static final String NAME = "gate-placer";

    private final Connection connection;

    GatePlacer(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        connection.placeGate();
        context.fireChannelRead(message);
    }
}
