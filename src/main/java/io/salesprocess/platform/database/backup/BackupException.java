package io.salesprocess.platform.database.backup;

/** A backup cannot be made or restored, for a reason that the person who asked for it can do something about. */
final class BackupException extends RuntimeException {

    BackupException(String message) {
        super(message);
    }

    BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
