package io.salesprocess.platform.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.vertx.http.HttpServerStart;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;

/**
 * Stands at the listening socket and meets every connection before the HTTP server does. From here to its operation a request
 * passes, in this order:
 *
 * <ol>
 *   <li>{@link Connections}: is there room for another connection;
 *   <li>{@link Connection}: time limits, and what the client has not taken yet;
 *   <li>the decoder of the HTTP server;
 *   <li>{@link RequestGate}: {@link Framing}, one request of a connection at a time, room for its body, and whether anything
 *       reads it ({@link ReadBodies});
 *   <li>{@code platform.http.Arrival}: the request's id, and its address;
 *   <li>{@code platform.http.BodyBuffer}: the whole body;
 *   <li>{@code platform.http.Admission}: its turn;
 *   <li>{@code access.AccessFilter}: who is calling, and what they may do;
 *   <li>{@code platform.http.PathCheck} and {@code platform.http.BodyCheck}: the content.
 * </ol>
 *
 * The HTTP server offers no hook before the first request of a connection, and slow senders never get so far; so this one
 * is put into the pipeline of the listening socket.
 */
@Singleton
class Doorway {

    private static final String NAME = "doorway";

    private final Vertx vertx;
    private final Connections connections;

    Doorway(Vertx vertx, Connections connections) {
        this.vertx = vertx;
        this.connections = connections;
    }

    /** Sockets listen on event loops that nothing else uses. */
    void open(@ObservesAsync HttpServerStart started) {
        for (EventExecutor loop : ((VertxInternal) vertx).getAcceptorEventLoopGroup()) {
            SingleThreadEventLoop listening = (SingleThreadEventLoop) loop;
            listening.execute(() -> listening.registeredChannelsIterator().forEachRemaining(this::attend));
        }
        connections.watch();
    }

    private void attend(Channel socket) {
        if (socket instanceof ServerChannel && socket.pipeline().get(NAME) == null) {
            socket.pipeline().addFirst(NAME, new Meeting(connections));
        }
    }

    /** What a listening socket reads are connections. */
    @Sharable
    private static final class Meeting extends ChannelInboundHandlerAdapter {

        private final Connections connections;

        Meeting(Connections connections) {
            this.connections = connections;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof Channel connection && !connections.admit(connection)) {
                connection.unsafe().closeForcibly();
                return;
            }
            context.fireChannelRead(message);
        }
    }
}
