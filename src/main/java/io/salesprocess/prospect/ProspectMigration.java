package io.salesprocess.prospect;

import io.salesprocess.platform.contact.TelephoneNumbers;
import io.salesprocess.platform.database.RowMigration;
import java.sql.Connection;
import java.sql.SQLException;

/** Brings addresses of prospects into the form in which they are compared, and writes down the words that are searched. */
public class ProspectMigration implements RowMigration {

    @Override
    public String time() {
        return "202611261302";
    }

    @Override
    public String getDescription() {
        return "bring prospects into one form";
    }

    @Override
    public void change(Connection connection) throws SQLException {
        TelephoneNumbers numbers = TelephoneNumbers.configured();
        new OlderProspects(numbers).bringUpToDate(connection);
        new OlderSuggestions(numbers).bringUpToDate(connection);
    }
}
