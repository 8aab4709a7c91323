package io.salesprocess.platform.database.backup;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * A database and how to log in to it.
 *
 * @param user may be null, as may the password, where the URL says it all
 */
record DatabaseAddress(String url, String user, String password) {

    /** A connection without the time limits of requests. */
    Connection connect() throws SQLException {
        Properties properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        properties.setProperty("ApplicationName", "salesprocess backup");
        return DriverManager.getConnection(url, properties);
    }
}
