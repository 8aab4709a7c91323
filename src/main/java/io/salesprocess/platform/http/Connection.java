package io.salesprocess.platform.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * One connection, nearest to the wire: how far its request has come and since when, and what its client has not taken yet. Times
 * hold for a head, a body or an answer as a whole, or a client that sends a byte now and then would never run out of time.
 */
final class Connection extends ChannelDuplexHandler implements Crowd.Member {

    static final String NAME = "connection";

    /** What the HTTP server calls its last handler before requests are objects, in both directions. */
    private static final String CODEC = "httpEncoder";

    /** And what it calls itself, whatever it speaks. */
    private static final String SERVER = "handler";

    /** How far the request has come. */
    enum Phase {
        /** Nothing of a next request has arrived. */
        IDLE,
        HEAD,
        BODY,
        /** It has arrived, and is carried out. */
        AT_WORK
    }

    private final Connections connections;
    private final Channel channel;
    private RequestGate gate;
    private volatile String address;
    private volatile Phase phase = Phase.IDLE;
    private volatile long since = System.nanoTime();
    private volatile long unsentSince;
    /** Only its event loop changes it. */
    private volatile int held;

    /** Room that has been taken for what may be read next. */
    private int reserved;

    /** Whether room has been asked for in vain. */
    private boolean isWaiting;

    private boolean isRefused;
    private boolean wantsToRead;

    Connection(Connections connections, Channel channel) {
        this.connections = connections;
        this.channel = channel;
        this.address = channel.remoteAddress() instanceof InetSocketAddress peer && peer.getAddress() != null
                ? connections.addresses().of(peer.getAddress().getHostAddress(), List.of())
                : "local";
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public long since() {
        return since;
    }

    Phase phase() {
        return phase;
    }

    /** Whether the service waits for the client, rather than the other way round. */
    boolean isAwaited() {
        return phase != Phase.AT_WORK;
    }

    int heldBytes() {
        return held;
    }

    /** Bytes that wait until the client takes them. */
    long unsentBytes() {
        ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
        return out == null ? 0 : out.totalPendingWriteBytes();
    }

    boolean isOverdue(long now) {
        Phase current = phase;
        long waited = now - since;
        return (current == Phase.HEAD && waited > connections.limits().headNanos() && !speaksHttp2())
                || (current == Phase.BODY && waited > connections.limits().bodyNanos())
                || (unsentBytes() > 0
                        && now - unsentSince > connections.limits().answerNanos());
    }

    void enter(Phase next) {
        phase = next;
        since = System.nanoTime();
    }

    /** The client, as far as a proxy tells. */
    void comesFrom(List<String> forwardedFor) {
        if (!forwardedFor.isEmpty() && channel.remoteAddress() instanceof InetSocketAddress peer) {
            address = connections.addresses().of(peer.getAddress().getHostAddress(), forwardedFor);
        }
    }

    /** Counts bytes of the body. */
    void hold(int bytes) {
        int expected = Math.min(reserved, bytes);
        reserved -= expected;
        held += bytes;
        connections.room().hold(bytes - expected);
    }

    /** What was held is not needed any more. */
    void giveBack() {
        int before = held + reserved;
        held = 0;
        reserved = 0;
        connections.room().release(before);
    }

    /**
     * Ends the connection, with an answer if it is still time for one.
     *
     * @param atOnce because what it holds is needed
     */
    void cut(boolean atOnce) {
        channel.eventLoop().execute(() -> {
            boolean isOwed = gate != null && (phase == Phase.HEAD || phase == Phase.BODY);
            if (!isOwed || !gate.refuseLate(atOnce)) {
                channel.close();
            }
        });
    }

    /** From now on nothing that arrives is looked at. */
    void refuse() {
        isRefused = true;
        channel.config().setAutoRead(true);
        readOn();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (isRefused) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (phase == Phase.IDLE && message instanceof ByteBuf) {
            enter(Phase.HEAD);
        }
        if (gate == null) {
            placeGate();
        }
        context.fireChannelRead(message);
    }

    /** Over TLS only once that has been agreed on, and never over HTTP/2. */
    void placeGate() {
        ChannelPipeline pipeline = channel.pipeline();
        if (gate == null && pipeline.get(CODEC) != null) {
            gate = new RequestGate(this, connections);
            pipeline.addAfter(CODEC, RequestGate.NAME, gate);
        } else if (gate == null && pipeline.get(GatePlacer.NAME) == null) {
            pipeline.addLast(GatePlacer.NAME, new GatePlacer(this));
        }
    }

    private boolean speaksHttp2() {
        return channel.pipeline().get(CODEC) == null && channel.pipeline().get(SERVER) != null;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (unsentBytes() == 0) {
            unsentSince = System.nanoTime();
        }
        context.write(message, promise);
    }

    /** Clients that do not take their answers are not asked for more requests. */
    @Override
    public void read(ChannelHandlerContext context) {
        if (isRefused || mayRead()) {
            context.read();
        } else {
            wantsToRead = true;
        }
    }

    private boolean mayRead() {
        return channel.isWritable()
                && (gate == null || !gate.isCrowded())
                && (phase != Phase.BODY || BodyRoom.isLittle(held) || hasRoom());
    }

    private boolean hasRoom() {
        if (reserved == 0 && !isWaiting) {
            if (connections.room().reserve(this)) {
                reserved = BodyRoom.PORTION;
            } else {
                isWaiting = true;
            }
        }
        return reserved > 0;
    }

    /** The same from another thread. */
    void readOnSoon() {
        channel.eventLoop().execute(() -> {
            isWaiting = false;
            readOn();
        });
    }

    /** Reads what was put off. */
    void readOn() {
        if (wantsToRead) {
            wantsToRead = false;
            channel.read();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (channel.isWritable()) {
            if (gate != null) {
                gate.goOn();
            }
            readOn();
        } else {
            connections.checkAnswers();
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        connections.leave(this);
        giveBack();
        context.fireChannelInactive();
    }

    /** For connections that end before they have become active. */
    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        connections.leave(this);
    }
}
