package io.salesprocess.salesperson;

import io.salesprocess.platform.contact.EmailAddress;
import io.salesprocess.platform.database.RowMigration;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/** Brings the e-mail addresses of salespeople into the form in which they are compared. */
@Singleton
class SalespersonMigration implements RowMigration {

    private static final Logger LOG = Logger.getLogger(SalespersonMigration.class);

    private static final String FIND = "SELECT id, email FROM salesperson ORDER BY id";

    /** Two people with one address stay as they are: which of them has it, only people know. */
    private static final String STORE = """
            UPDATE salesperson SET email = ?, version = version + 1 WHERE id = ?
                AND NOT EXISTS (SELECT FROM salesperson o WHERE o.email = ?)""";

    @Override
    public String time() {
        return "202611261304";
    }

    @Override
    public String getDescription() {
        return "bring addresses of salespeople into one form";
    }

    @Override
    public void change(Connection connection) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(FIND);
                PreparedStatement store = connection.prepareStatement(STORE);
                ResultSet row = find.executeQuery()) {
            while (row.next()) {
                String before = row.getString("email");
                String after = EmailAddress.normalize(before);
                if (after == null || after.equals(before)) {
                    continue;
                }
                store.setString(1, after);
                store.setObject(2, row.getObject("id"));
                store.setString(3, after);
                if (store.executeUpdate() == 0) {
                    LOG.warnf(
                            "Salesperson %s keeps the e-mail address as it was written: in the form in which addresses are"
                                    + " compared another salesperson has it",
                            row.getObject("id"));
                }
            }
        }
    }
}
