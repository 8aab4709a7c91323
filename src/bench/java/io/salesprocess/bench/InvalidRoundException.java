package io.salesprocess.bench;

/** A round does not count, because not everything was done that was to be measured. */
final class InvalidRoundException extends RuntimeException {
    InvalidRoundException(String message) {
        super(message);
    }
}
