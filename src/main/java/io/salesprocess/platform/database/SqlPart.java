package io.salesprocess.platform.database;

import java.util.List;

/**
 * A part of a statement, with the values of its parameters. The package that owns a table offers it where another one's
 * statement has to name the table.
 *
 * @param sql written in the source; what callers send is in the parameters only
 */
public record SqlPart(String sql, List<Object> parameters) {}
