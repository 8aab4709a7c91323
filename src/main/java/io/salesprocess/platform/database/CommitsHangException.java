package io.salesprocess.platform.database;

import java.sql.SQLTransientException;

/** A change was not begun, because too many commits hang on the server. */
public final class CommitsHangException extends SQLTransientException {

    CommitsHangException() {
        super("Commits do not return; further writes are refused.");
    }
}
