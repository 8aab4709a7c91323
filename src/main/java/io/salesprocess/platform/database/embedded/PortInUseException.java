package io.salesprocess.platform.database.embedded;

/** Another process listens on the embedded database's port. */
final class PortInUseException extends RuntimeException {

    PortInUseException(int port) {
        super("port " + port + " on the loopback interface is in use by another process");
    }
}
