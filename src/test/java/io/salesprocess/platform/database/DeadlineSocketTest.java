package io.salesprocess.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.salesprocess.platform.kernel.Deadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens on a connection whose other end does nothing. */
class DeadlineSocketTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LOOSE = Duration.ofSeconds(10);

    private ServerSocket server;
    private Socket socket;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        socket = new DeadlineSocketFactory("1.4S").createSocket(server.getInetAddress(), server.getLocalPort());
        socket.setSoTimeout(60_000);
    }

    @AfterEach
    void disconnect() throws IOException {
        socket.close();
        server.close();
    }

    @Test
    void nobody_waits_for_an_answer_beyond_the_deadline() {
        assertTimeoutPreemptively(LOOSE, () -> assertThatThrownBy(() -> Deadline.within(SHORT, this::read))
                .hasRootCauseInstanceOf(SocketTimeoutException.class));
        assertThat(socket.isClosed()).isFalse();
    }

    @Test
    void the_drivers_own_timeout_holds_if_it_is_shorter() throws IOException {
        socket.setSoTimeout(50);
        assertTimeoutPreemptively(
                LOOSE, () -> assertThatThrownBy(() -> Deadline.within(Duration.ofHours(1), this::read))
                        .hasRootCauseInstanceOf(SocketTimeoutException.class));
        assertThat(socket.getSoTimeout()).isEqualTo(50);
    }

    @Test
    void a_moment_is_left_for_a_rollback_after_the_deadline() throws IOException {
        Socket accepted = server.accept();
        accepted.getOutputStream().write(7);
        assertThat(Deadline.within(Duration.ZERO, this::read)).isEqualTo(7);
    }

    @Test
    void nobody_waits_for_the_other_end_to_take_more_than_fits() {
        assertTimeoutPreemptively(LOOSE, () -> assertThatThrownBy(() -> Deadline.within(SHORT, this::writeTooMuch))
                .hasRootCauseInstanceOf(IOException.class));
        assertThat(socket.isClosed()).isTrue();
    }

    private int read() {
        try {
            return socket.getInputStream().read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int writeTooMuch() {
        try {
            byte[] piece = new byte[8192];
            for (int i = 0; i < 100_000; i++) {
                socket.getOutputStream().write(piece);
            }
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
