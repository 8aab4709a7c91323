package io.salesprocess.platform.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Makes the driver's connections; named as its {@code socketFactory} in the configuration. */
public class DeadlineSocketFactory extends SocketFactory {

    private final int silenceMillis;

    /** @param deadline the driver's {@code socketFactoryArg}: {@code salesprocess.database.deadline} */
    public DeadlineSocketFactory(String deadline) {
        this.silenceMillis =
                Math.toIntExact(TimeLimits.within(deadline).silence().toMillis());
    }

    @Override
    public Socket createSocket() {
        return new DeadlineSocket(silenceMillis);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(null, new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(localHost, localPort), new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(null, new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(localHost, localPort), new InetSocketAddress(host, port));
    }

    private Socket connected(InetSocketAddress local, InetSocketAddress remote) throws IOException {
        Socket socket = new DeadlineSocket(silenceMillis);
        try {
            if (local != null) {
                socket.bind(local);
            }
            socket.connect(remote);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
