package io.salesprocess.platform.database.embedded;

/** Somebody else listens on the port that the embedded database was to have. */
final class PortInUseException extends RuntimeException {

    PortInUseException(int port) {
        super("port " + port + " on the loopback interface is in use by another process");
    }
}
