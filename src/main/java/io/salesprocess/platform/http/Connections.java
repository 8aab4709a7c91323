package io.salesprocess.platform.http;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.RecvByteBufAllocator;
import io.salesprocess.platform.http.Connection.Phase;
import io.salesprocess.platform.limit.ClientAddress;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * All connections of clients, and what they hold together. When there is no room, those that have kept the service waiting longest
 * make some: not the new connection, because stalled clients would then block all others.
 */
@Singleton
class Connections {

    private static final long WATCHED_EVERY = Duration.ofMillis(250).toMillis();

    /** Bodies that have been arriving for less than this are not in anybody's way yet. */
    private static final long LEFT_ALONE = Duration.ofSeconds(1).toNanos();

    /** So much of a limit is freed at once, as looking for the connections to close takes time. */
    private static final int FREED_PART = 16;

    private static final RecvByteBufAllocator PORTIONS =
            new AdaptiveRecvByteBufAllocator(64, 4 * 1024, BodyRoom.PORTION).maxMessagesPerRead(1);

    private final HttpLimits limits;
    private final Vertx vertx;
    private final ClientAddress addresses;
    private final WireProblems problems;
    private final ReadBodies bodies;
    private final Set<Connection> all = ConcurrentHashMap.newKeySet();
    private final BodyRoom room;
    private boolean isWatched;

    Connections(HttpLimits limits, Vertx vertx, ClientAddress addresses, WireProblems problems, ReadBodies bodies) {
        this.limits = limits;
        this.vertx = vertx;
        this.addresses = addresses;
        this.problems = problems;
        this.bodies = bodies;
        this.room = new BodyRoom(limits.bodies(), this::checkBodies);
    }

    /** Looks after time limits from now on. */
    synchronized void watch() {
        if (!isWatched) {
            isWatched = true;
            vertx.setPeriodic(WATCHED_EVERY, now -> check());
        }
    }

    /** Takes a new connection in; false if there is no room for it. */
    boolean admit(Channel channel) {
        if (all.size() >= limits.connections()) {
            makeRoom(Connection::isAwaited, one -> 1, 1 + limits.connections() / FREED_PART);
            if (all.size() >= limits.connections()) {
                return false;
            }
        }
        Connection connection = new Connection(this, channel);
        all.add(connection);
        // In small portions, so that there is a moment between them to see whether there is room for more.
        channel.config().setRecvByteBufAllocator(PORTIONS);
        channel.pipeline().addFirst(Connection.NAME, connection);
        return true;
    }

    void leave(Connection connection) {
        all.remove(connection);
    }

    HttpLimits limits() {
        return limits;
    }

    ClientAddress addresses() {
        return addresses;
    }

    WireProblems problems() {
        return problems;
    }

    ReadBodies bodies() {
        return bodies;
    }

    /** What bodies hold together. */
    BodyRoom room() {
        return room;
    }

    /** Called when a client does not take its answer as fast as it is made. */
    void checkAnswers() {
        long unsent = 0;
        for (Connection connection : all) {
            unsent += connection.unsentBytes();
        }
        if (unsent > limits.answers()) {
            makeRoom(
                    one -> one.unsentBytes() > 0,
                    Connection::unsentBytes,
                    unsent - limits.answers() + limits.answers() / FREED_PART);
        }
    }

    /** Called when bodies take more room than there is: those that have been arriving longest go. */
    void checkBodies() {
        long latest = System.nanoTime() - (room.isOverfull() ? 0 : LEFT_ALONE);
        makeRoom(
                one -> one.phase() == Phase.BODY && one.since() - latest < 0,
                Connection::heldBytes,
                room.overflow() + limits.bodies() / FREED_PART);
    }

    private void check() {
        long now = System.nanoTime();
        for (Connection connection : all) {
            if (connection.isOverdue(now)) {
                connection.cut(false);
            }
        }
        checkAnswers();
        room.letGoOn();
        if (room.isShort()) {
            checkBodies();
        }
    }

    /** Cuts connections off until so much has been freed, or there is none left that may be cut off. */
    private void makeRoom(Predicate<Connection> mayGo, ToLongFunction<Connection> part, long wanted) {
        long freed = 0;
        for (Connection connection : Crowd.inOrderOfLeaving(all, mayGo, part)) {
            if (freed >= wanted) {
                return;
            }
            long share = part.applyAsLong(connection);
            if (all.remove(connection)) {
                freed += share;
                connection.cut(true);
            }
        }
    }
}
